// Timers: the port between what waits and the environment's clock, so that tests can step time.

import type { Milliseconds } from 'tickswap'

/** A clock, and what it calls back. */
export interface Timers {
  /** A time that never goes back. */
  now(): Milliseconds
  /** Calls `callback` once after `delay`, unless the returned function is called before. */
  after(delay: Milliseconds, callback: () => void): () => void
}

/** The environment's own. */
export const systemTimers: Timers = {
  now: () => performance.now(),
  after(delay, callback) {
    const timer = setTimeout(callback, delay)
    return () => clearTimeout(timer)
  },
}
