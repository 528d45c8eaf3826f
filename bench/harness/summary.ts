// Summary: what many samples come to. No mean: one pause would move it.

/** Samples in four figures. */
export interface Summary {
  readonly n: number
  readonly median: number
  readonly p99: number
  readonly max: number
}

/**
 * Sums up samples, in any order.
 *
 * @throws Error if there are none: nothing was measured, which is never what a bench means.
 */
export function summarise(samples: readonly number[] | Float64Array): Summary {
  if (samples.length === 0) throw new Error('No samples: nothing was measured.')
  const sorted = Float64Array.from(samples).sort()
  return {
    n: sorted.length,
    median: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    max: quantile(sorted, 1),
  }
}

/** The nearest-rank quantile of a sorted array: a value that was really measured. */
function quantile(sorted: Float64Array, share: number): number {
  const rank = Math.max(1, Math.ceil(share * sorted.length))
  return sorted[rank - 1] ?? Number.NaN
}
