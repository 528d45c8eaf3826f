// FaultLimit: how many faults of a committed version are tolerated, and the counter for them.

import type { Milliseconds } from '../base/duration.ts'
import { TickswapError } from '../base/tickswap-error.ts'

/**
 * The faults that a committed version may have: `limit` in `window`, as in Erlang's supervisors.
 */
export interface FaultLimit {
  /** Default 5. */
  readonly limit: number
  /** In milliseconds of game time. Default 5,000. */
  readonly window: Milliseconds
}

/** Fills in the defaults. Throws a `TickswapError` unless the limit is valid. */
export function checkFaultLimit(given?: Partial<FaultLimit>): FaultLimit {
  const limit = { limit: 5, window: 5000, ...given }
  if (limit.limit >= 0 && limit.window > 0) return limit
  throw new TickswapError(
    `The fault limit must be { limit: 0 or more, window: above 0 }, not ${JSON.stringify(limit)}.`,
  )
}

/** Counts faults within a sliding window of game time. */
export class FaultCounter {
  readonly #limit: FaultLimit
  readonly #times: Milliseconds[] = []

  constructor(limit: FaultLimit) {
    this.#limit = limit
  }

  /** Counts a fault at `now`. Returns whether there were more than `limit` within `window`. */
  exceeds(now: Milliseconds): boolean {
    this.#times.push(now)
    while (now - (this.#times[0] ?? now) > this.#limit.window) this.#times.shift()
    return this.#times.length > this.#limit.limit
  }

  reset(): void {
    this.#times.length = 0
  }
}
