// RunLimit: measures how long a run of a script takes, and ends the one whose time is up.

import { type Milliseconds, scriptCall } from 'tickswap'
import type { GuardPlace } from './guard-place.ts'
import { GuardSuspects } from './guard-suspects.ts'
import { LoopError } from './loop-error.ts'

/** How scripts are guarded. */
export interface LoopGuardSettings {
  /** Default true. Switched off, checks stay in the code and never read the clock. */
  readonly enabled: boolean
  /**
   * How long a run of a script may take: one call of a hook, or one evaluation of a module. Default
   * 200.
   */
  readonly limit: Milliseconds
}

/** Where a `RunLimit` has its time from. */
interface RunLimitOptions {
  /** Default `performance.now`. */
  readonly now?: () => Milliseconds
  /** A number that changes whenever a run begins. Default: the engine's calls into scripts. */
  readonly run?: () => number
}

/**
 * The last part of a run's time, in which each iteration and call is noted, to find out what does
 * not end.
 */
const CLOSE_LOOK_MILLISECONDS = 50
/**
 * Then the clock is not read for so many notes, unless they take long: reading it takes longer than
 * a quick iteration.
 */
const NOTES_BETWEEN_READINGS = 16
const QUICK_MILLISECONDS = 1
/**
 * A gap that is longer than the limit is a pause. A loop with slow iterations looks like a few of
 * them, not like many.
 */
const MOST_PAUSES = 8

/**
 * A run is a call of the engine into a script, or the evaluation of a module; at most until the
 * thread's stack is empty. So what goes on after an `await`, in a timer or in a listener is a run
 * of its own. It begins with its first check.
 *
 * A gap between two checks that is longer than the limit does not count: someone sits in the
 * debugger, or the machine was asleep. Once the time is up, every check in that run throws: no
 * script can catch its way out.
 */
export class RunLimit {
  settings: LoopGuardSettings = { enabled: true, limit: 200 }
  readonly #now: () => Milliseconds
  readonly #run: () => number
  readonly #suspects = new GuardSuspects()
  #number = -1
  #start: Milliseconds = 0
  #last: Milliseconds = 0
  #pauses = 0
  #error: LoopError | undefined
  /** Whether the stack was not empty since the run began. */
  #isSameJob = false
  #isRestarted = false
  #isAlert = false
  /** How many checks are left until the clock is read. */
  #unread = 0

  constructor({ now = () => performance.now(), run = scriptCall }: RunLimitOptions = {}) {
    this.#now = now
    this.#run = run
  }

  /** When the present run began. */
  get start(): Milliseconds {
    return this.#start
  }

  /** Whether the present run's time is nearly up. */
  get isAlert(): boolean {
    return this.#isAlert
  }

  /** Gives the present run all of its time again, from the next check on. */
  restart(): void {
    this.#isRestarted = true
  }

  /**
   * Checks the run's time, from `place`.
   *
   * @throws LoopError if the run's time is up.
   */
  check(place: GuardPlace): Milliseconds {
    if (this.#isRestarted || !this.#isSameJob || this.#number !== this.#run()) return this.#begin()
    if (this.#error) throw this.#error
    if (this.#isAlert) this.#suspects.note(place)
    if (this.#unread-- > 0) return this.#last
    const spent = this.#spend()
    const { limit } = this.settings
    if (spent >= limit) throw this.#end(place, spent)
    this.#isAlert ||= spent >= Math.max(limit - CLOSE_LOOK_MILLISECONDS, limit / 2)
    return this.#last
  }

  #begin(): Milliseconds {
    const now = this.#now()
    this.#number = this.#run()
    this.#start = now
    this.#last = now
    this.#pauses = 0
    this.#error = undefined
    this.#isRestarted = false
    this.#isAlert = false
    this.#unread = 0
    this.#suspects.clear()
    if (!this.#isSameJob) this.#watchJob()
    return now
  }

  /** Reads the clock, and answers how much of its time the run has spent. */
  #spend(): Milliseconds {
    const now = this.#now()
    const gap = now - this.#last
    this.#last = now
    this.#unread = this.#isAlert && gap < QUICK_MILLISECONDS ? NOTES_BETWEEN_READINGS : 0
    if (gap > this.settings.limit && this.#pauses < MOST_PAUSES) {
      this.#pauses += 1
      this.#start += gap
    }
    return now - this.#start
  }

  #end(place: GuardPlace, spent: Milliseconds): LoopError {
    this.#error = new LoopError(this.#suspects.culprit() ?? place, spent)
    return this.#error
  }

  /** Microtasks run once the stack is empty. */
  #watchJob(): void {
    this.#isSameJob = true
    Promise.resolve().then(() => {
      this.#isSameJob = false
    })
  }
}
