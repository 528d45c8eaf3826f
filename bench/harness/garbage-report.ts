// garbage-report: how many samples a garbage collection fell into, and the worst of those that it
// spared.

import type { Span } from './garbage.ts'
import type { Report } from './report.ts'
import { summarise } from './summary.ts'

/**
 * Adds two figures to a case. A collection stops whatever runs; it is nobody's work in particular.
 */
export function reportGarbage(
  report: Report,
  name: string,
  spans: readonly Span[],
  hit: ReadonlySet<Span>,
): void {
  const spared = spans.filter((span) => !hit.has(span)).map(({ duration }) => duration)
  const collections = spans.length - spared.length
  if (collections === 0) return
  report.figure({
    case: name,
    metric: 'hit by a garbage collection',
    value: collections,
    unit: 'samples',
  })
  if (spared.length > 0) {
    report.figure({
      case: name,
      metric: 'max of the others',
      value: summarise(spared).max,
      unit: 'ms',
    })
  }
}
