// Clock: what drives a game's time. A loop is handed one and never reads the time itself.

import type { Milliseconds } from '../base/duration.ts'

/** Ticks until it is stopped. `tickerClock` of `tickswap/pixi` is another one. */
export interface Clock {
  /** Calls `tick` with the time of each tick, until the returned function is called. */
  start(tick: (now: Milliseconds) => void): () => void
}
