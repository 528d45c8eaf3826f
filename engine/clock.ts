// Clock: what beats the time of a game. A loop is given one and never reads the time itself.

import { TickswapError } from './error.ts'

/** A duration or a point in time, in milliseconds. */
export type Milliseconds = number

/** Beats until it is stopped. `tickerClock` of `tickswap/pixi` is another one. */
export interface Clock {
  /** Calls `tick` with the time of every beat, until the returned function is called. */
  start(tick: (now: Milliseconds) => void): () => void
}

/** A clock that stands still until it is told to go on. */
export interface ManualClock extends Clock {
  readonly now: Milliseconds
  /** Moves the time on and beats once. */
  advance(milliseconds: Milliseconds): void
}

/**
 * A clock for tests and for stepping a headless world. It starts at 0 and beats once when a loop starts on
 * it, so that the first `advance` already has a length.
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

/** What `timerClock` takes. */
export interface TimerClockOptions {
  /** Beats per second. Default 60. */
  readonly hz?: number
  /** Default `performance.now`. */
  readonly now?: () => Milliseconds
}

/**
 * A clock on `setTimeout`, for Node and for workers. Beats keep to a grid, so that rounded and late timers
 * do not add up; those that were missed are left out, and the next one's time says how long it was.
 * In a page take `animationFrameClock`.
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
      let timer = setTimeout(beat, 0)
      function beat(): void {
        const time = now()
        due += period * Math.max(1, Math.ceil((time - due) / period))
        timer = setTimeout(beat, due - time)
        tick(time)
      }
      return () => clearTimeout(timer)
    },
  }
}

/** Who can call back before the next frame is drawn: `window`, or an `XRSession`. */
export interface FrameRequester {
  requestAnimationFrame(callback: (now: Milliseconds) => void): number
  cancelAnimationFrame(handle: number): void
}

/** A clock that beats once before every frame that the display draws: `animationFrameClock(window)`. */
export function animationFrameClock(frames: FrameRequester): Clock {
  return {
    start(tick) {
      let handle = frames.requestAnimationFrame(beat)
      function beat(now: Milliseconds): void {
        handle = frames.requestAnimationFrame(beat)
        tick(now)
      }
      return () => frames.cancelAnimationFrame(handle)
    },
  }
}
