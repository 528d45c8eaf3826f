// OverheadMeter: measures how much time watching takes on the game's thread.

import type { Milliseconds } from 'tickswap'

/** How much time watching took on the game's thread. */
export interface WatchOverhead {
  /** In total since the start. */
  readonly busy: Milliseconds
  /** As a share, from 0 to 1, of the time since the start. */
  readonly share: number
}

/** Its calls must not be nested: the inner time would count twice. */
export class OverheadMeter {
  readonly #now: () => Milliseconds
  #since: Milliseconds
  #busy = 0

  constructor(now: () => Milliseconds) {
    this.#now = now
    this.#since = now()
  }

  /** Calls `work`, which must be synchronous, and adds its time. */
  measure<T>(work: () => T): T {
    const start = this.#now()
    try {
      return work()
    } finally {
      this.#busy += this.#now() - start
    }
  }

  reset(): void {
    this.#busy = 0
    this.#since = this.#now()
  }

  get overhead(): WatchOverhead {
    const time = this.#now() - this.#since
    return { busy: this.#busy, share: time > 0 ? this.#busy / time : 0 }
  }
}
