// tickerClock: Pixi's ticker as a clock, so that the game is stepped right before Pixi draws it.

import type { Ticker } from 'pixi.js'
import type { Clock } from 'tickswap'

/**
 * Pixi's ticker as the clock of a loop. Time is the ticker's: its `speed`, `maxFPS` and `minFPS` count, and
 * the clock stands still while the ticker is stopped.
 *
 * @example
 * ```ts
 * createLoop({ clock: tickerClock(app.ticker), update: (delta) => behaviours.step(delta), render: view.sync })
 * ```
 */
export function tickerClock(ticker: Ticker): Clock {
  return {
    start(tick) {
      let now = 0
      const beat = () => {
        now += ticker.deltaMS
        tick(now)
      }
      ticker.add(beat)
      return () => ticker.remove(beat)
    },
  }
}
