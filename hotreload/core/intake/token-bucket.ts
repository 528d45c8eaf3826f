// TokenBucket: how often something may happen. Each time takes a token, and tokens return with
// time.

import type { Milliseconds } from 'tickswap'

const SECOND: Milliseconds = 1_000

/** At most `burst` at once, and `perSecond` in the long run. */
export interface RateLimit {
  readonly burst: number
  readonly perSecond: number
}

/** It starts full. */
export class TokenBucket {
  readonly #limit: RateLimit
  #tokens: number
  #time: Milliseconds

  constructor(limit: RateLimit, now: Milliseconds) {
    this.#limit = limit
    this.#tokens = limit.burst
    this.#time = now
  }

  /** Whether there are so many tokens. */
  has(count: number, now: Milliseconds): boolean {
    return this.#refill(now) >= count
  }

  /** Whether this part of it is full, from 0 to 1. */
  isFilled(part: number, now: Milliseconds): boolean {
    return this.#refill(now) >= part * this.#limit.burst
  }

  /** Takes as many tokens as there are, at most `count`. */
  take(count: number, now: Milliseconds): void {
    this.#tokens = Math.max(0, this.#refill(now) - count)
  }

  #refill(now: Milliseconds): number {
    const { burst, perSecond } = this.#limit
    const returned = (Math.max(0, now - this.#time) / SECOND) * perSecond
    this.#tokens = Math.min(burst, this.#tokens + returned)
    this.#time = now
    return this.#tokens
  }
}
