// heap: how a heap changes over many reloads: by how much, and along which slope.

/** One reading, after a garbage collection. */
export interface HeapReading {
  readonly reloads: number
  readonly bytes: number
}

/** What a series of readings comes to. */
export interface HeapGrowth {
  /** Megabytes (10⁶ bytes) between the first reading and the last. */
  readonly difference: number
  /** Megabytes per 10,000 reloads, fitted through all readings (least squares). */
  readonly slope: number
}

export function heapGrowth(readings: readonly HeapReading[]): HeapGrowth {
  const first = readings[0]
  const last = readings.at(-1)
  if (!first || !last || first === last) throw new Error('Heap growth needs two readings.')
  const meanReloads = mean(readings.map(({ reloads }) => reloads))
  const meanBytes = mean(readings.map(({ bytes }) => bytes))
  let covariance = 0
  let variance = 0
  for (const { reloads, bytes } of readings) {
    covariance += (reloads - meanReloads) * (bytes - meanBytes)
    variance += (reloads - meanReloads) ** 2
  }
  return {
    difference: (last.bytes - first.bytes) / 1e6,
    slope: ((covariance / variance) * 10_000) / 1e6,
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
