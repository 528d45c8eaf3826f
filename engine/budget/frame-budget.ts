// FrameBudget: hands out one frame's budget, chunk by chunk.

import type { Milliseconds } from '../base/duration.ts'
import type { Budget } from './budget.ts'
import type { CostMeter } from './cost-meter.ts'

/** The part of what is left that one chunk may take: the last chunk's error is then a part of a part. */
const CHUNK_SHARE = 0.5

/** The part of the budget that is not handed out, for the last chunk's error and the work around the chunks. */
const RESERVE = 0.05

/** A chunk that took more budgets than this was interrupted: the rest of the time is not its cost. */
const INTERRUPTED = 2

/** What is left of the budget when another chunk is no longer worth a look at the clock. */
const NOT_WORTH_IT = 0.04

/** A budget that is never spent, for what is one step however large the game is. */
export function unlimitedBudget(): FrameBudget {
  const budget = new FrameBudget(() => 0)
  budget.begin(Number.POSITIVE_INFINITY)
  return budget
}

/** Hands out one frame's budget, chunk by chunk. Some progress is made in every frame, whatever the budget. */
export class FrameBudget {
  readonly #now: () => Milliseconds
  #budget: Budget = 0
  #start: Milliseconds = 0
  #chunkStart: Milliseconds = 0
  /** What the chunks should have cost: a coarse clock may not have moved while they ran. */
  #estimated: Milliseconds = 0
  #used: Milliseconds = 0
  #done = 0
  #swapped = 0

  constructor(now: () => Milliseconds) {
    this.#now = now
  }

  /** Entities swapped since `begin`. */
  get swapped(): number {
    return this.#swapped
  }

  /** Milliseconds between `begin` and the last `pause`, less the pauses before, by the budget's clock. */
  get used(): Milliseconds {
    return this.#used
  }

  /** Whether this frame has done all it may. Asked before anything is made ready: a game can have a thousand scripts. */
  get isSpent(): boolean {
    const budget = this.#milliseconds
    if (this.#done === 0 || budget === Number.POSITIVE_INFINITY) return false
    return this.#left(this.#now()) <= budget * NOT_WORTH_IT
  }

  begin(budget: Budget): void {
    this.#budget = budget
    this.#start = this.#now()
    this.#estimated = 0
    this.#done = 0
    this.#swapped = 0
  }

  /** How many of `available` entities the next chunk may swap; 0 when the frame has done enough. */
  next(cost: CostMeter, available: number): number {
    const least = this.#done === 0 ? 1 : 0
    const most =
      typeof this.#budget === 'object' ? this.#budget.entities - this.#swapped : available
    return Math.min(available, Math.max(least, most), this.nextTimed(cost))
  }

  /** The same for work that only a budget in milliseconds limits; one in entities must not depend on time. */
  nextTimed(cost: CostMeter): number {
    const budget = this.#milliseconds
    if (budget === Number.POSITIVE_INFINITY) return budget
    this.#chunkStart = this.#now()
    const left = this.#left(this.#chunkStart)
    const isSpent = left <= budget * NOT_WORTH_IT
    const fitting = isSpent ? 0 : cost.fitting(left * CHUNK_SHARE, this.#done)
    return this.#done === 0 ? Math.max(1, fitting) : fitting
  }

  /** Notes that the chunk handed out last is done. */
  swappedChunk(cost: CostMeter, entities: number): void {
    this.#swapped += entities
    this.spent(cost, entities)
  }

  /** Notes work that was done, so that the frame has made its progress. */
  did(steps: number): void {
    this.#done += steps
  }

  /** Notes other work on entities that `nextTimed` allowed. */
  spent(cost: CostMeter, entities: number): void {
    this.did(entities)
    const budget = this.#milliseconds
    if (budget === Number.POSITIVE_INFINITY) return
    const took = this.#now() - this.#chunkStart
    cost.add(entities, Math.min(took, budget * INTERRUPTED))
    this.#estimated += entities * cost.perEntity
  }

  /** Stops the clock, until the next frame or `resume`. */
  pause(): void {
    this.#used = this.#now() - this.#start
  }

  /** Goes on with what is left of the frame's budget. */
  resume(): void {
    this.#start = this.#now() - this.#used
  }

  /** What may still be spent at a time. */
  #left(now: Milliseconds): Milliseconds {
    return this.#milliseconds * (1 - RESERVE) - Math.max(now - this.#start, this.#estimated)
  }

  /** A budget in entities limits no time. */
  get #milliseconds(): Milliseconds {
    return typeof this.#budget === 'number' ? this.#budget : Number.POSITIVE_INFINITY
  }
}
