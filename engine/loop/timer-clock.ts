// timerClock: a clock on `setTimeout`, for Node and for workers.

import type { Milliseconds } from '../base/duration.ts'
import { TickswapError } from '../base/tickswap-error.ts'
import type { Clock } from './clock.ts'

/** What `timerClock` takes. */
export interface TimerClockOptions {
  /** Ticks per second. Default 60. */
  readonly hz?: number
  /** Default `performance.now`. */
  readonly now?: () => Milliseconds
}

/**
 * A clock on `setTimeout`, for Node and for workers. Ticks keep to a fixed grid, so that late and
 * rounded timers do not accumulate. Missed ticks are skipped; the next tick's time shows how long
 * the gap was. In a page use `animationFrameClock`.
 *
 * @throws TickswapError if `hz` is not more than 0.
 */
export function timerClock({
  hz = 60,
  now = () => performance.now(),
}: TimerClockOptions = {}): Clock {
  if (!(hz > 0)) throw new TickswapError(`timerClock: "hz" must be more than 0, not ${hz}.`)
  const period = 1000 / hz
  return {
    start(tick) {
      let due = now()
      let timer = setTimeout(onTimeout, 0)
      function onTimeout(): void {
        const time = now()
        due += period * Math.max(1, Math.ceil((time - due) / period))
        timer = setTimeout(onTimeout, due - time)
        tick(time)
      }
      return () => clearTimeout(timer)
    },
  }
}
