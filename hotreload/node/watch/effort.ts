// Effort: measures how much of the game's thread the watching takes.

import type { Milliseconds } from 'tickswap'
import type { WatchOverhead } from './script-watcher.ts'

/** A meter. Its calls must not be nested: the inner time would count twice. */
export class Effort {
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
