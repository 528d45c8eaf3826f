// DurationMeter: how often something took how long, in a few numbers.

import type { Milliseconds } from 'tickswap'
import type { Durations } from './stats.ts'

/** Adds durations up. Costs the same for one and for a million. */
export class DurationMeter {
  #count = 0
  #sum: Milliseconds = 0
  #worst: Milliseconds = 0

  add(milliseconds: Milliseconds): void {
    this.#count += 1
    this.#sum += milliseconds
    this.#worst = Math.max(this.#worst, milliseconds)
  }

  read(): Durations {
    const mean = this.#count === 0 ? 0 : this.#sum / this.#count
    return { count: this.#count, mean, worst: this.#worst }
  }
}
