// ModuleGuard: the checks of one module, as its instrumented code requires them.

import { type Milliseconds, TickswapError } from 'tickswap'
import type { GuardPlace } from './guard-place.ts'
import type { RunLimit } from './run-limit.ts'

/** Checks that read the clock more often than this let twice as much pass until the next one, */
const SHORTEST_GAP_MILLISECONDS = 1
/** and checks that read it less often than this let half as much pass. */
const LONGEST_GAP_MILLISECONDS = 4
const MOST_ITERATIONS = 2 ** 12 - 1
const MOST_CALLS = 2 ** 10 - 1

/** What the modules of a thread share: the clock, and the calls left until it is read again. */
export interface SharedGuard {
  readonly clock: RunLimit
  /**
   * One element, which instrumented code counts down. An array, since that is what modules can
   * share without a getter.
   */
  readonly calls: Int32Array
  readonly pace: { calls: number; readAt: Milliseconds }
}

/**
 * Instrumented code counts down and comes here below zero. A call of a function counts down
 * `calls[0]`. The iterations of its loops count down a local variable, which starts at
 * `iterations[site]`; so it stays in a register. Both start small, and grow as long as checks come
 * in quick succession: a loop with slow iterations is caught in time.
 */
export class ModuleGuard {
  readonly calls: Int32Array
  /** For each function, how many iterations its loops may do before a check. */
  readonly iterations: Int32Array
  readonly #shared: SharedGuard
  readonly #places: readonly GuardPlace[]
  /** For each function, when a loop of it last read the clock. */
  readonly #readAt: Float64Array

  constructor(shared: SharedGuard, places: readonly GuardPlace[]) {
    this.calls = shared.calls
    this.iterations = new Int32Array(places.length)
    this.#readAt = new Float64Array(places.length)
    this.#shared = shared
    this.#places = places
  }

  /** The check of the function at `site`, which is being called. */
  call(site: number): void {
    this.calls[0] = this.#callsUntilNextCheck(site)
  }

  /** The check of the loop at `site`. Returns how many iterations may pass before the next one. */
  iterate(site: number): number {
    const { clock } = this.#shared
    if (!clock.settings.enabled) return MOST_ITERATIONS
    const place = this.#place(site)
    const now = clock.check(place)
    if (clock.isAlert) {
      this.calls[0] = 0
      return 0
    }
    const { index } = place.function
    const gap = now - Math.max(this.#readAt[index] ?? 0, clock.start)
    const iterations = nextPace(this.iterations[index] ?? 0, gap, MOST_ITERATIONS)
    this.#readAt[index] = now
    this.iterations[index] = iterations
    return iterations
  }

  /** What an iteration of a loop without a time limit calls. */
  restart(): void {
    this.#shared.clock.restart()
  }

  #callsUntilNextCheck(site: number): number {
    const { clock, pace } = this.#shared
    if (!clock.settings.enabled) return MOST_CALLS
    const now = clock.check(this.#place(site))
    if (clock.isAlert) return 0
    pace.calls = nextPace(pace.calls, now - Math.max(pace.readAt, clock.start), MOST_CALLS)
    pace.readAt = now
    return pace.calls
  }

  #place(site: number): GuardPlace {
    const place = this.#places[site]
    if (!place)
      throw new TickswapError(`The code has a check ${site}, which its compiler did not list.`)
    return place
  }
}

function nextPace(pace: number, gap: Milliseconds, most: number): number {
  if (gap > LONGEST_GAP_MILLISECONDS) return pace >> 1
  return gap < SHORTEST_GAP_MILLISECONDS ? Math.min(2 * pace + 1, most) : pace
}
