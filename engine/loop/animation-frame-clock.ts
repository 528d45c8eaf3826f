// animationFrameClock: a clock that ticks once for every frame that the display draws.

import type { Milliseconds } from '../base/duration.ts'
import type { Clock } from './clock.ts'

/** Calls back before the next frame is drawn: `window`, or an `XRSession`. */
export interface FrameRequester {
  requestAnimationFrame(callback: (now: Milliseconds) => void): number
  cancelAnimationFrame(handle: number): void
}

/** A clock that ticks right before every frame that the display draws: `animationFrameClock(window)`. */
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
