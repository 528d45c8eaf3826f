// FrameSampler: measures the game's frames for the graph, unless the game records them.

import type { Behaviours, Milliseconds } from 'tickswap'
import type { FrameTimes } from './frame-times.ts'

/** A longer gap is a tab that was hidden, not a frame. */
const LONGEST_FRAME_MILLISECONDS = 1_000

/** Fills `times`, and calls `onFrame` for each frame that the page draws. */
export class FrameSampler {
  readonly #behaviours: Behaviours
  readonly #times: FrameTimes
  readonly #onFrame: () => void
  /** Work of the steps since the last frame: a page's frame may contain several, or none. */
  #work: Milliseconds = 0
  #last: Milliseconds = 0
  #isRecorded = false
  #request = 0

  constructor(behaviours: Behaviours, times: FrameTimes, onFrame: () => void) {
    this.#behaviours = behaviours
    this.#times = times
    this.#onFrame = onFrame
  }

  start(signal: AbortSignal): void {
    const unsubscribe = this.#behaviours.on('frame', () => {
      this.#work += this.#behaviours.frame.reconcileMilliseconds
    })
    this.#request = requestAnimationFrame(this.#draw)
    signal.addEventListener('abort', () => {
      unsubscribe()
      cancelAnimationFrame(this.#request)
    })
  }

  /** Adds a frame that the game measured. From then on nothing is measured here. */
  record(milliseconds: Milliseconds): void {
    this.#isRecorded = true
    this.#add(milliseconds)
  }

  readonly #draw = (now: Milliseconds): void => {
    this.#request = requestAnimationFrame(this.#draw)
    if (!this.#isRecorded && this.#last > 0) this.#add(now - this.#last)
    this.#last = now
    this.#onFrame()
  }

  #add(milliseconds: Milliseconds): void {
    if (milliseconds > 0 && milliseconds < LONGEST_FRAME_MILLISECONDS)
      this.#times.add(milliseconds, this.#work)
    this.#work = 0
  }
}
