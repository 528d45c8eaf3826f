// createFrameTimes: the mean of the last frames.

/** Frames, in milliseconds. */
export interface FrameTimes {
  add(milliseconds: number): void
  readonly mean: number
}

/** Remembers the last `count` frames. */
export function createFrameTimes(count = 120): FrameTimes {
  const times = new Float64Array(count)
  let added = 0
  const known = () => times.subarray(0, Math.min(added, count))
  return {
    add(milliseconds) {
      times[added % count] = milliseconds
      added++
    },
    get mean() {
      return known().reduce((sum, time) => sum + time, 0) / Math.max(1, known().length)
    },
  }
}
