// FrameScheduler: time-slices the pipeline's work on the main thread, within the frame's budget.

import type { Behaviours, Milliseconds } from 'tickswap'
import type { RequestIdle } from '../contracts/evaluator.ts'

/** A game without a frame for so long stands still, and has no budget to keep. */
const STANDSTILL_MILLISECONDS = 50

/**
 * After so long without work, a lone edit gets a head start: about what the modules of one take,
 * once, between frames.
 */
const QUIET_MILLISECONDS = 100
const HEAD_START_MILLISECONDS = 2

/** Work that can stop at every `yield` and continue in another frame. */
export type Steps<Result> = Generator<void, Result, void>

interface FrameSchedulerOptions {
  readonly behaviours: Behaviours
  /** Default `performance.now`. */
  readonly now?: () => Milliseconds
  /** Default: idle time is not used. */
  readonly requestIdle?: RequestIdle | undefined
}

/**
 * Loading and evaluating a module takes a part of a millisecond, and an edit can bring a thousand.
 * What a frame's swaps leave of the budget is spent on pieces of this work, right after the frame.
 * So is the time between frames in which nothing else happens, where the environment reports it.
 * After a while without work, the first pieces are done at once, within a head start of 2 ms, so
 * that a lone edit waits for no frame. At least one piece is done in every frame. A budget in
 * entities limits no time.
 */
export class FrameScheduler {
  readonly #behaviours: Behaviours
  readonly #now: () => Milliseconds
  readonly #requestIdle: RequestIdle | undefined
  readonly #unsubscribe: () => void
  #spent: Milliseconds = 0
  /** The part of it that was not idle time. */
  #felt: Milliseconds = 0
  #feltBefore: Milliseconds = 0
  /**
   * What the last two pieces took. The next one is expected to take what the shorter one did:
   * spikes do not last.
   */
  #last: Milliseconds = 0
  #beforeLast: Milliseconds = 0
  #lastEnd: Milliseconds = Number.NEGATIVE_INFINITY
  #headStart: Milliseconds = 0
  #pieces = 0
  #idleUntil: Milliseconds = 0
  #waiting: (() => void)[] = []

  constructor({ behaviours, now = () => performance.now(), requestIdle }: FrameSchedulerOptions) {
    this.#behaviours = behaviours
    this.#now = now
    this.#requestIdle = requestIdle
    this.#unsubscribe = behaviours.on('frame', () => this.#beginFrame())
  }

  /** Does one piece as soon as there is time for it. Rejects if the piece throws. */
  async do<Result>(piece: () => Result): Promise<Awaited<Result>> {
    this.#begin()
    while (!this.#hasTime) await this.#moreTime()
    return await this.#timed(piece)
  }

  /**
   * Does steps, as many at a time as there is time for. Undefined once `isDone`: the rest is not
   * needed then.
   */
  run<Result>(steps: Steps<Result>): Promise<Result>
  run<Result>(steps: Steps<Result>, isDone: () => boolean): Promise<Result | undefined>
  async run<Result>(steps: Steps<Result>, isDone = () => false): Promise<Result | undefined> {
    this.#begin()
    const next = () => steps.next()
    while (!isDone()) {
      if (!this.#hasTime) {
        await this.#moreTime()
        continue
      }
      const { done, value } = this.#timed(next)
      if (done) return value
    }
    return undefined
  }

  /**
   * What pieces took of the last frame, until this one began. What fitted into idle time took
   * nothing of it.
   */
  get feltBefore(): Milliseconds {
    return this.#feltBefore
  }

  close(): void {
    this.#unsubscribe()
    this.#wakeAll()
  }

  #begin(): void {
    if (this.#now() - this.#lastEnd > QUIET_MILLISECONDS) this.#headStart = HEAD_START_MILLISECONDS
  }

  #timed<Result>(piece: () => Result): Result {
    const start = this.#now()
    try {
      return piece()
    } finally {
      this.#note(start, this.#now())
    }
  }

  get #hasTime(): boolean {
    const { budget, frame } = this.#behaviours
    if (this.#pieces === 0 || typeof budget !== 'number') return true
    const expected = Math.min(this.#last, this.#beforeLast)
    if (this.#headStart > 0 && expected <= this.#headStart) return true
    if (frame.reconcileMilliseconds + this.#spent + expected <= budget) return true
    return this.#now() + expected <= this.#idleUntil
  }

  #note(start: Milliseconds, end: Milliseconds): void {
    const milliseconds = end - start
    this.#pieces += 1
    this.#spent += milliseconds
    this.#headStart -= milliseconds
    this.#lastEnd = end
    if (end > this.#idleUntil) this.#felt += milliseconds
    this.#beforeLast = this.#last
    this.#last = milliseconds
  }

  #beginFrame(): void {
    this.#feltBefore = this.#felt
    this.#felt = 0
    this.#spent = 0
    this.#pieces = 0
    this.#wakeAll()
  }

  #wakeAll(): void {
    if (this.#waiting.length === 0) return
    for (const wake of this.#waiting.splice(0)) wake()
  }

  #beginIdle(until: Milliseconds): void {
    this.#idleUntil = until
    this.#wakeAll()
  }

  /** Waits for the next frame, or for idle time before it. */
  async #moreTime(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.#beginFrame(), STANDSTILL_MILLISECONDS)
      const cancelIdle = this.#requestIdle?.((until) => this.#beginIdle(until))
      this.#waiting.push(() => {
        clearTimeout(timer)
        cancelIdle?.()
        resolve()
      })
    })
  }
}
