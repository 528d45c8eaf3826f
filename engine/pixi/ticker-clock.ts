// tickerClock: Pixi's ticker as a clock, so that the game is stepped right before Pixi draws.

import type { Ticker } from 'pixi.js'
import type { Clock } from 'tickswap'

/**
 * Pixi's ticker as the clock of a loop. Time is the ticker's: its `speed`, `maxFPS` and `minFPS`
 * apply, and the clock stops with the ticker.
 *
 * @example
 * ```ts
 * const clock = tickerClock(app.ticker)
 * createLoop({ clock, update: (delta) => behaviours.step(delta), render: view.sync })
 * ```
 */
export function tickerClock(ticker: Ticker): Clock {
  return {
    start(tick) {
      let now = 0
      const onTick = () => {
        now += ticker.deltaMS
        tick(now)
      }
      ticker.add(onTick)
      return () => ticker.remove(onTick)
    },
  }
}
