// How long does a compile take, by the size of the script, cold and warm: in the page's worker and
// in Node's threads?

import type { Compiler } from 'tickswap/hotreload/adapters'
import { nativeCompiler, threadCompiler } from 'tickswap/hotreload/node'
import type { BenchContext } from './harness/bench.ts'
import { openChromiumPage } from './harness/chromium-page.ts'
import { type CompilePlan, type CompileTimes, measureCompile } from './harness/compile-times.ts'
import { formatNumber } from './harness/format.ts'

type Measure = (plan: CompilePlan) => Promise<CompileTimes>

const sizes = [20, 100, 500, 2_000] as const
const module = '/bench/chromium/compile.ts'

export async function run(context: BenchContext): Promise<void> {
  const { part } = context
  if (part === 'Chromium') await inChromium(context)
  if (part === 'Node, esbuild-wasm') await inNode(context, threadCompiler)
  if (part === 'Node, native esbuild') await inNode(context, nativeCompiler)
}

async function inNode(context: BenchContext, create: () => Compiler): Promise<void> {
  await measureSizes(context, (plan) => measureCompile(create, plan))
}

async function inChromium(context: BenchContext): Promise<void> {
  const { page, version, close } = await openChromiumPage()
  console.log(`  in ${version}`)
  const measure: Measure = (plan) =>
    page.evaluate(
      async ({ module, plan }) => {
        const { measureWorker }: typeof import('./chromium/compile.ts') = await import(module)
        return measureWorker(plan)
      },
      { module, plan },
    )
  await measureSizes(context, measure).finally(close)
}

async function measureSizes(
  { part, quick, report, progress }: BenchContext,
  measure: Measure,
): Promise<void> {
  const plan = quick
    ? { starts: 2, warmUps: 5, compilations: 30 }
    : { starts: 10, warmUps: 30, compilations: 200 }
  for (const lines of sizes) {
    const name = `${part}, ${formatNumber(lines)} lines`
    progress(name)
    const { first, warm, known } = await measure({ ...plan, lines })
    report.distribution({ case: `${name}, first (the thread starts)`, unit: 'ms', samples: first })
    report.distribution({ case: `${name}, warm`, unit: 'ms', samples: warm })
    report.distribution({ case: `${name}, the same text again`, unit: 'ms', samples: known })
  }
}
