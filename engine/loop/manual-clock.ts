// manualClock: a clock that only moves when the caller advances it.

import type { Milliseconds } from '../base/duration.ts'
import type { Clock } from './clock.ts'

/** A clock that stands still until it is advanced. */
export interface ManualClock extends Clock {
  readonly now: Milliseconds
  /** Advances the time and ticks once. */
  advance(milliseconds: Milliseconds): void
}

/**
 * A clock for tests and for stepping a headless world. It starts at 0 and ticks once when a loop
 * starts, so that the first `advance` already has a length.
 *
 * @example
 * ```ts
 * const clock = manualClock()
 * createLoop({ clock, step: { hz: 60 }, update: (delta) => behaviours.step(delta) })
 * clock.advance(1000 / 60)
 * ```
 */
export function manualClock(): ManualClock {
  const ticks = new Set<(now: Milliseconds) => void>()
  let now = 0
  return {
    get now() {
      return now
    },
    start(tick) {
      ticks.add(tick)
      tick(now)
      return () => ticks.delete(tick)
    },
    advance(milliseconds) {
      now += milliseconds
      for (const tick of ticks) tick(now)
    },
  }
}
