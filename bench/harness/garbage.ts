// garbage: tells which of the measured spans a garbage collection fell into, so that a worst case
// can be explained.

import { PerformanceObserver } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'

/** A measured span, in the clock of `performance.now`. */
export interface Span {
  readonly start: number
  readonly duration: number
}

/**
 * Watches collections while `work` runs, and says which of the spans it returns were hit by one.
 */
export async function watchGarbage(work: () => readonly Span[]): Promise<{
  readonly spans: readonly Span[]
  readonly hit: readonly Span[]
}> {
  const collections: Span[] = []
  const keep = (entries: readonly PerformanceEntry[]) => {
    for (const { startTime, duration } of entries) collections.push({ start: startTime, duration })
  }
  const observer = new PerformanceObserver((list) => keep(list.getEntries()))
  observer.observe({ entryTypes: ['gc'] })
  const spans = work()
  await setImmediate()
  keep(observer.takeRecords())
  observer.disconnect()
  return { spans, hit: overlapping(spans, collections) }
}

/**
 * Collects what was left lying about, so that it is not collected while something else is measured:
 * objects that died young (`minor`), or all (`major`), which takes a second with a large heap.
 */
export function collectGarbage(type: 'minor' | 'major'): void {
  if (!globalThis.gc) throw new Error('Start Node with --expose-gc.')
  globalThis.gc({ type, execution: 'sync' })
}

/**
 * Collects everything that nothing refers to, and the code of functions that will not run again.
 */
export function collectEverything(): void {
  if (!globalThis.gc) throw new Error('Start Node with --expose-gc.')
  globalThis.gc()
}

/** Both lists are in order of time. */
function overlapping(spans: readonly Span[], collections: readonly Span[]): readonly Span[] {
  let next = 0
  return spans.filter(({ start, duration }) => {
    while (next < collections.length && endOf(collections[next]) < start) next++
    const collection = collections[next]
    return collection !== undefined && collection.start <= start + duration
  })
}

function endOf(span: Span | undefined): number {
  return span ? span.start + span.duration : Number.POSITIVE_INFINITY
}
