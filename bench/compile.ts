// How long does the compile worker take in Chromium, by the size of the script, cold and warm?

import type { BenchContext } from './harness/bench.ts'
import { openChromiumPage } from './harness/chromium-page.ts'
import { formatNumber } from './harness/format.ts'

const sizes = [20, 100, 500, 2_000] as const
const module = '/bench/chromium/compile.ts'

export async function run({ quick, report, progress }: BenchContext): Promise<void> {
  const plan = quick
    ? { starts: 2, warmUps: 5, compilations: 30 }
    : { starts: 10, warmUps: 30, compilations: 200 }
  const chromium = await openChromiumPage()
  console.log(`  in ${chromium.version}`)
  try {
    for (const lines of sizes) {
      const name = `${formatNumber(lines)} lines`
      progress(name)
      const { first, warm, known } = await chromium.page.evaluate(
        async ({ module, plan }) => {
          const { measureCompile }: typeof import('./chromium/compile.ts') = await import(module)
          return measureCompile(plan)
        },
        { module, plan: { ...plan, lines } },
      )
      report.distribution({ case: `${name}, first (the worker starts)`, unit: 'ms', samples: first })
      report.distribution({ case: `${name}, warm`, unit: 'ms', samples: warm })
      report.distribution({ case: `${name}, the same text again`, unit: 'ms', samples: known })
    }
  } finally {
    await chromium.close()
  }
}
