// CostMeter: the measured cost per entity of one kind of swap.

import type { Milliseconds } from '../base/duration.ts'

/** Entities per frame until the clock advances. Column work is cheap; calls may not be. */
const UNTIMED = { columns: { first: 64, most: 8192 }, calls: { first: 1, most: 512 } } as const

/** The weight of older measurements: the first ones run cold, and scripts change. */
const MEMORY = 0.75

/**
 * Estimates the cost per entity from decaying sums over chunks. A coarse clock reads 0 for most
 * chunks and a whole tick for a few, which is right on average, so a reading of 0 does not decay
 * the sums. Until the first reading above 0, each frame may do at most twice as much as the last.
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

  /** The estimated milliseconds for one entity; 0 until the clock has advanced. */
  get perEntity(): Milliseconds {
    return this.#entities > 0 ? this.#milliseconds / this.#entities : 0
  }

  /** How many entities fit into `left` milliseconds, in a frame that already swapped `swapped`. */
  fitting(left: Milliseconds, swapped: number): number {
    if (this.#milliseconds > 0) return Math.floor(left / this.perEntity)
    return Math.max(0, this.#limit - swapped)
  }

  /** Adds the cost of a chunk. */
  add(entities: number, milliseconds: Milliseconds): void {
    if (this.#milliseconds === 0)
      this.#limit = Math.min(this.#most, Math.max(this.#limit, entities * 2))
    const memory = milliseconds > 0 ? MEMORY : 1
    this.#entities = this.#entities * memory + entities
    this.#milliseconds = this.#milliseconds * memory + milliseconds
  }
}
