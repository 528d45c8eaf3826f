// Timers: the port between what waits and the environment's clock, so that tests can step time.

import type { Milliseconds } from 'tickswap'

/** Sets and clears timers, like `setTimeout` and `clearTimeout`. */
export interface Timers {
  set(callback: () => void, delay: Milliseconds): unknown
  clear(timer: unknown): void
}

/** The environment's own. */
export const systemTimers: Timers = {
  set: (callback, delay) => setTimeout(callback, delay),
  clear: (timer) => clearTimeout(timer),
}
