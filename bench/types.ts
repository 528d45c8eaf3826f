// How long after an edit are type errors told, by the thread in Node and by the worker in Chromium?

import { threadTypeChecker } from 'tickswap/types/node'
import type { BenchContext } from './harness/bench.ts'
import { openChromiumPage } from './harness/chromium-page.ts'
import { measureTypeEdits, type TypeEditPlan, type TypeEditTimes } from './harness/type-edits.ts'

const millisecondsToReach = 50
const module = '/bench/chromium/types.ts'
const project = { scripts: 'demo/scripts', tsconfig: 'engine/tsconfig.json' }

export async function run({ part, quick, report, progress }: BenchContext): Promise<void> {
  const plan = quick
    ? { starts: 1, warmUps: 10, edits: 30 }
    : { starts: 5, warmUps: 50, edits: 200 }
  progress('100 scripts of 100 lines')
  const times = part === 'Node' ? await inNode(plan) : await inChromium(plan)
  const of = (what: string) => `${part}, ${what}`
  report.distribution({
    case: of('first (TypeScript is loaded)'),
    unit: 'ms',
    samples: times.first,
  })
  report.distribution({
    case: of('an edited script of 100'),
    unit: 'ms',
    samples: times.script,
    reach: { median: millisecondsToReach },
  })
  report.distribution({
    case: of('an edited helper, with 20 that import it'),
    unit: 'ms',
    samples: times.helper,
  })
}

async function inNode(plan: TypeEditPlan): Promise<TypeEditTimes> {
  return measureTypeEdits(() => threadTypeChecker(project), plan)
}

async function inChromium(plan: TypeEditPlan): Promise<TypeEditTimes> {
  const chromium = await openChromiumPage()
  console.log(`  in ${chromium.version}`)
  try {
    return await chromium.page.evaluate(
      async ({ module, plan }) => {
        const { measureTypes }: typeof import('./chromium/types.ts') = await import(module)
        return measureTypes(plan)
      },
      { module, plan },
    )
  } finally {
    await chromium.close()
  }
}
