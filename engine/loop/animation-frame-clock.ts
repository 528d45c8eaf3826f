// animationFrameClock: a clock that ticks once for every frame that the display draws.

import type { Milliseconds } from '../base/duration.ts'
import type { Clock } from './clock.ts'

/** Calls back before the next frame is drawn: `window`, or an `XRSession`. */
export interface FrameRequester {
  requestAnimationFrame(callback: (now: Milliseconds) => void): number
  cancelAnimationFrame(handle: number): void
}

/** Ticks right before every frame that the display draws: `animationFrameClock(window)`. */
export function animationFrameClock(frames: FrameRequester): Clock {
  return {
    start(tick) {
      let handle = frames.requestAnimationFrame(onFrame)
      function onFrame(now: Milliseconds): void {
        handle = frames.requestAnimationFrame(onFrame)
        tick(now)
      }
      return () => frames.cancelAnimationFrame(handle)
    },
  }
}
