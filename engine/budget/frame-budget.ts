// FrameBudget: divides one frame's budget into chunks, and keeps track of what is left.

import type { Milliseconds } from '../base/duration.ts'
import type { Budget } from './budget.ts'
import type { CostMeter } from './cost-meter.ts'

/** The share of the remaining time that one chunk may take: errors of estimates shrink with it. */
const CHUNK_SHARE = 0.5

/** The share of the budget that is kept for the last chunk's error and the work around chunks. */
const RESERVE = 0.05

/** A chunk that took more than this many budgets was interrupted; the excess is not its cost. */
const INTERRUPTED = 2

/** The share of the budget below which another chunk is not worth reading the clock. */
const NOT_WORTH_IT = 0.04

/** A budget that is never spent, for work that is one step however large the game is. */
export function unlimitedBudget(): FrameBudget {
  const budget = new FrameBudget(() => 0)
  budget.begin(Number.POSITIVE_INFINITY)
  return budget
}

/** Divides one frame's budget into chunks. Every frame makes some progress, whatever the budget. */
export class FrameBudget {
  readonly #now: () => Milliseconds
  #budget: Budget = 0
  #start: Milliseconds = 0
  #chunkStart: Milliseconds = 0
  /** What the chunks should have cost: a coarse clock may not have advanced while they ran. */
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

  /** Milliseconds from `begin` to the last `pause`, without pauses, by the budget's clock. */
  get used(): Milliseconds {
    return this.#used
  }

  /** Whether the budget is spent. Checked first, since there may be a thousand scripts. */
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

  /** How many of `available` entities the next chunk may swap; 0 if the budget is spent. */
  next(cost: CostMeter, available: number): number {
    const least = this.#done === 0 ? 1 : 0
    const most =
      typeof this.#budget === 'object' ? this.#budget.entities - this.#swapped : available
    return Math.min(available, Math.max(least, most), this.nextTimed(cost))
  }

  /** The same for work that a budget in entities does not limit: that must not depend on time. */
  nextTimed(cost: CostMeter): number {
    const budget = this.#milliseconds
    if (budget === Number.POSITIVE_INFINITY) return budget
    this.#chunkStart = this.#now()
    const left = this.#left(this.#chunkStart)
    const isSpent = left <= budget * NOT_WORTH_IT
    const fitting = isSpent ? 0 : cost.fitting(left * CHUNK_SHARE, this.#done)
    return this.#done === 0 ? Math.max(1, fitting) : fitting
  }

  /** Records that the last chunk of `next` is done. */
  swappedChunk(cost: CostMeter, entities: number): void {
    this.#swapped += entities
    this.spent(cost, entities)
  }

  /** Records steps of work, so that the frame counts as having made progress. */
  did(steps: number): void {
    this.#done += steps
  }

  /** Records other work on entities that `nextTimed` allowed. */
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

  /** Continues with what is left of the frame's budget. */
  resume(): void {
    this.#start = this.#now() - this.#used
  }

  /** What may still be spent at the time `now`. */
  #left(now: Milliseconds): Milliseconds {
    return this.#milliseconds * (1 - RESERVE) - Math.max(now - this.#start, this.#estimated)
  }

  /** A budget in entities has no time limit. */
  get #milliseconds(): Milliseconds {
    return typeof this.#budget === 'number' ? this.#budget : Number.POSITIVE_INFINITY
  }
}
