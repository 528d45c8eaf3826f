// FrameTimes: the last frames, each with how long it was and what of it was hot-reload work.

import { type Milliseconds, TickswapError } from 'tickswap'

/** What the last frames come to. The object is reused. */
export interface FrameFigures {
  readonly mean: Milliseconds
  readonly longest: Milliseconds
  readonly worstWork: Milliseconds
}

/** A ring of frames. Adding one allocates nothing. */
export class FrameTimes {
  readonly capacity: number
  readonly #frames: Float32Array
  readonly #work: Float32Array
  readonly #figures = { mean: 0, longest: 0, worstWork: 0 }
  #added = 0

  /** @throws TickswapError for less than one frame. */
  constructor(capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 1) {
      throw new TickswapError(`The HUD's graph must show whole frames, 1 or more, not ${capacity}.`)
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

  /** The length of the frame that many frames ago; 0 is the last one. */
  frame(back: number): Milliseconds {
    return this.#frames[this.#place(back)] ?? 0
  }

  work(back: number): Milliseconds {
    return this.#work[this.#place(back)] ?? 0
  }

  /** The mean and the worst of the last `count` frames. */
  figures(count = this.length): FrameFigures {
    const last = Math.min(count, this.length)
    const figures = this.#figures
    figures.mean = 0
    figures.longest = 0
    figures.worstWork = 0
    for (let back = 0; back < last; back++) {
      figures.mean += this.frame(back) / last
      figures.longest = Math.max(figures.longest, this.frame(back))
      figures.worstWork = Math.max(figures.worstWork, this.work(back))
    }
    return figures
  }

  #place(back: number): number {
    return (this.#added - 1 - back + this.capacity) % this.capacity
  }
}
