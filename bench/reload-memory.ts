// How much does the heap grow over 10,000 reloads, in Node and in Chromium?

import { setTimeout } from 'node:timers/promises'
import { nodeEvaluator } from 'tickswap/hotreload/node'
import type { BenchContext } from './harness/bench.ts'
import { openChromiumPage } from './harness/chromium-page.ts'
import { formatNumber } from './harness/format.ts'
import { collectEverything } from './harness/garbage.ts'
import { type HeapReading, heapGrowth } from './harness/heap.ts'
import { precompiledCompiler } from './harness/precompiled.ts'
import { createReloader } from './harness/reloader.ts'

const megabytesToReach = 2
const readings = 20

/** Caches and histories of a fixed size are full by then; what still grows is a leak. */
const warmUps = 600
const module = '/bench/chromium/reload-memory.ts'

/** A place where scripts are reloaded and whose heap can be read. */
interface Place {
  reload(count: number): Promise<void>
  /** Bytes in use after a garbage collection. */
  heap(): Promise<number>
}

export async function run(context: BenchContext): Promise<void> {
  if (context.part === 'Node') await inNode(context)
  if (context.part === 'Chromium') await inChromium(context)
}

async function inNode(context: BenchContext): Promise<void> {
  const reloader = createReloader(precompiledCompiler(), nodeEvaluator())
  await measure(context, 'Node', {
    async reload(count) {
      for (let index = 0; index < count; index++) await reloader.reload()
    },
    async heap() {
      await collectTwice()
      return process.memoryUsage().heapUsed
    },
  })
  await reloader.close()
}

async function inChromium(context: BenchContext): Promise<void> {
  const { page, devtools, version, close } = await openChromiumPage()
  console.log(`  in ${version}`)
  const measureAll = () =>
    page.evaluate(async (module) => {
      const { memoryOfPageAndWorker }: typeof import('./chromium/reload-memory.ts') = await import(
        module
      )
      return memoryOfPageAndWorker()
    }, module)
  try {
    await measure(context, 'Chromium', {
      reload: (count) =>
        page.evaluate(
          async ({ module, count }) => {
            const { reload }: typeof import('./chromium/reload-memory.ts') = await import(module)
            return reload(count)
          },
          { module, count },
        ),
      async heap() {
        await devtools.send('HeapProfiler.collectGarbage')
        return (await devtools.send('Runtime.getHeapUsage')).usedSize
      },
    })
    const all = await measureAll()
    if (all !== undefined) {
      context.report.figure({
        case: 'Chromium',
        metric: 'page and worker, at the end',
        value: all / 1e6,
        unit: 'MB',
      })
    }
  } finally {
    await close()
  }
}

async function measure(
  { quick, report, progress }: BenchContext,
  name: string,
  place: Place,
): Promise<void> {
  const reloads = quick ? 1_000 : 10_000
  progress(`${name}: warm-up`)
  const before = await place.heap()
  await place.reload(warmUps)
  const series: HeapReading[] = [{ reloads: 0, bytes: await place.heap() }]
  for (let done = 0; done < reloads; ) {
    const count = Math.ceil(reloads / readings)
    await place.reload(count)
    done += count
    series.push({ reloads: done, bytes: await place.heap() })
    progress(`${name}: ${formatNumber(reloads)} reloads`, done / reloads)
  }
  const { difference, slope } = heapGrowth(series)
  const label = `${name}, ${formatNumber(reloads)} reloads`
  report.figure({
    case: label,
    metric: 'heap growth',
    value: difference,
    unit: 'MB',
    reach: megabytesToReach,
  })
  report.figure({
    case: label,
    metric: 'slope per 10,000 reloads',
    value: slope,
    unit: 'MB',
    reach: megabytesToReach,
  })
  const first = series[0]?.bytes ?? before
  report.figure({
    case: label,
    metric: `growth in the ${warmUps} reloads before, which fill caches`,
    value: (first - before) / 1e6,
    unit: 'MB',
  })
}

/**
 * Twice, with turns of the event loop between: finalisers of the first free what the second
 * collects. The plain `gc()` of a debugger's button, that is: one asked for as `major` leaves the
 * code of functions that ran not long ago.
 */
async function collectTwice(): Promise<void> {
  for (let times = 0; times < 2; times++) {
    await setTimeout(20)
    collectEverything()
  }
}
