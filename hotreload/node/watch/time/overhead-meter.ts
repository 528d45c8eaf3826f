// OverheadMeter: measures how much of the game's thread the watching takes.

import type { Milliseconds } from 'tickswap'

/** How much of the game's thread the watching took. */
export interface WatchOverhead {
  /** In total since the start. */
  readonly busy: Milliseconds
  /** As a part of 1 of the time since the start. */
  readonly share: number
}

/** A meter. Its calls must not be nested: the inner time would count twice. */
export class OverheadMeter {
  readonly #now: () => Milliseconds
  #since: Milliseconds
  #busy = 0

  constructor(now: () => Milliseconds) {
    this.#now = now
    this.#since = now()
  }

  /** Calls `work`, which is synchronous, and adds the time that it took. */
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
