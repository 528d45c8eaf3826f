// CostMeter: what one entity costs on one way between two versions, learnt while swapping.

import type { Milliseconds } from './clock.ts'

/** How many entities a frame may try before the clock has moved: column work is cheap, calls may not be. */
const UNTIMED = { columns: { first: 64, most: 8192 }, calls: { first: 1, most: 512 } } as const

/** Measured time past which older measurements count half, so that the estimate follows the present. */
const MEMORY: Milliseconds = 8

/**
 * Estimates the cost per entity from the sums of all chunks so far. A coarse clock reads 0 for most chunks and a
 * whole tick for a few, which is right on average; a single reading is never trusted. Until the first reading
 * above 0, each frame may at most double what the frame before did.
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
    if (this.#milliseconds === 0) this.#limit = Math.min(this.#most, Math.max(this.#limit, entities * 2))
    if (milliseconds > 0 && entities >= this.#entities) this.#forget()
    this.#entities += entities
    this.#milliseconds += milliseconds
    if (this.#milliseconds < MEMORY) return
    this.#milliseconds /= 2
    this.#entities /= 2
  }

  /** A measured chunk as large as all before it says more than they do: the first ones ran cold. */
  #forget(): void {
    this.#entities = 0
    this.#milliseconds = 0
  }
}
