// CostMeter: what one entity costs on one way between two versions, learnt while swapping.

import type { Milliseconds } from '../base/duration.ts'

/** How many entities a frame may try before the clock has moved: column work is cheap, calls may not be. */
const UNTIMED = { columns: { first: 64, most: 8192 }, calls: { first: 1, most: 512 } } as const

/** What older measurements still count when a new one comes: the first ones run cold, and scripts change. */
const MEMORY = 0.75

/**
 * Estimates the cost per entity from sums over the last chunks. A coarse clock reads 0 for most chunks and a whole
 * tick for a few, which is right on average: so sums are kept, and a reading of 0 is not taken for one. Until the
 * first reading above 0, each frame may at most double what the frame before did.
 */
export class CostMeter {
  #milliseconds: Milliseconds = 0
  #entities = 0
  #limit: number
  readonly #most: number

  constructor(kind: keyof typeof UNTIMED) {
    this.#limit = UNTIMED[kind].first
    this.#most = UNTIMED[kind].most
  }

  /** The estimated milliseconds for one entity; 0 while the clock has not moved. */
  get perEntity(): Milliseconds {
    return this.#entities > 0 ? this.#milliseconds / this.#entities : 0
  }

  /** How many entities fit into `left`, of which this frame has already swapped `swapped`. */
  fitting(left: Milliseconds, swapped: number): number {
    if (this.#milliseconds > 0) return Math.floor(left / this.perEntity)
    return Math.max(0, this.#limit - swapped)
  }

  /** Takes what a chunk cost. */
  add(entities: number, milliseconds: Milliseconds): void {
    if (this.#milliseconds === 0)
      this.#limit = Math.min(this.#most, Math.max(this.#limit, entities * 2))
    const memory = milliseconds > 0 ? MEMORY : 1
    this.#entities = this.#entities * memory + entities
    this.#milliseconds = this.#milliseconds * memory + milliseconds
  }
}
