// FrameTimes: the last frames, each with its length and the hot-reload work in it.

import { type Milliseconds, TickswapError } from 'tickswap'

/** Stats of the last frames. The object is reused. */
interface FrameStats {
  readonly mean: Milliseconds
  readonly longest: Milliseconds
  readonly worstWork: Milliseconds
}

const DEFAULT_CAPACITY = 240

/** A ring buffer of frames. Adding one allocates nothing. */
export class FrameTimes {
  readonly capacity: number
  readonly #frames: Float32Array
  readonly #work: Float32Array
  readonly #stats = { mean: 0, longest: 0, worstWork: 0 }
  #added = 0

  /** @throws TickswapError for less than one frame. */
  constructor(capacity = DEFAULT_CAPACITY) {
    if (!Number.isInteger(capacity) || capacity < 1) {
      throw new TickswapError(
        `The option frames of the HUD must be a whole number, 1 or more, not ${capacity}.`,
      )
    }
    this.capacity = capacity
    this.#frames = new Float32Array(capacity)
    this.#work = new Float32Array(capacity)
  }

  /** How many frames are known. */
  get length(): number {
    return Math.min(this.#added, this.capacity)
  }

  add(frame: Milliseconds, work: Milliseconds): void {
    const place = this.#added % this.capacity
    this.#frames[place] = frame
    this.#work[place] = work
    this.#added += 1
  }

  /** The length of the frame so many frames ago; 0 is the last one. */
  frame(back: number): Milliseconds {
    return this.#frames[this.#place(back)] ?? 0
  }

  work(back: number): Milliseconds {
    return this.#work[this.#place(back)] ?? 0
  }

  /** The mean and the worst of the last `count` frames. */
  stats(count = this.length): FrameStats {
    const last = Math.min(count, this.length)
    const stats = this.#stats
    stats.mean = 0
    stats.longest = 0
    stats.worstWork = 0
    for (let back = 0; back < last; back++) {
      stats.mean += this.frame(back) / last
      stats.longest = Math.max(stats.longest, this.frame(back))
      stats.worstWork = Math.max(stats.worstWork, this.work(back))
    }
    return stats
  }

  #place(back: number): number {
    return (this.#added - 1 - back + this.capacity) % this.capacity
  }
}
