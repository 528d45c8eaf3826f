// ModuleGuard: the checks of one module, as its woven code requires them.

import { type Milliseconds, TickswapError } from 'tickswap'
import type { GuardPlace } from './guard-place.ts'
import type { ScriptClock } from './script-clock.ts'

/**
 * Between two looks at the clock, twice as many turns or calls are let pass until looks are this
 * far apart,
 */
const SHORTEST_GAP_MILLISECONDS = 1
/** and half as many when they are further apart than this. */
const LONGEST_GAP_MILLISECONDS = 4
const MOST_TURNS = 2 ** 12 - 1
const MOST_CALLS = 2 ** 10 - 1

/** What the modules of a thread share: the clock, and the calls left until the next look at it. */
export interface SharedGuard {
  readonly clock: ScriptClock
  /**
   * One element, which woven code counts down. An array, since that is what modules can share
   * without a getter.
   */
  readonly calls: Int32Array
  readonly pace: { calls: number; lookedAt: Milliseconds }
}

/**
 * Woven code counts down and comes here below zero. A call of a function counts down `calls[0]`.
 * The turns of its loops count down a variable of its own, which starts at `turns[site]`; so it
 * stays in a register. Both start small, and grow as long as looks are close together: a loop with
 * slow turns is looked at in time.
 */
export class ModuleGuard {
  readonly calls: Int32Array
  /** For each function, how many turns its loops may take before a look. */
  readonly turns: Int32Array
  readonly #shared: SharedGuard
  readonly #places: readonly GuardPlace[]
  /** For each function, when a loop of it last looked at the clock. */
  readonly #lookedAt: Float64Array

  constructor(shared: SharedGuard, places: readonly GuardPlace[]) {
    this.calls = shared.calls
    this.turns = new Int32Array(places.length)
    this.#lookedAt = new Float64Array(places.length)
    this.#shared = shared
    this.#places = places
  }

  /** The check of the function at `site`, which is being called. */
  call(site: number): void {
    this.calls[0] = this.#callsUntilNextLook(site)
  }

  /** The check of the loop at `site`. Returns how many turns may pass before the next look. */
  turn(site: number): number {
    const { clock } = this.#shared
    if (!clock.settings.enabled) return MOST_TURNS
    const place = this.#place(site)
    const now = clock.look(place)
    if (clock.isAlert) {
      this.calls[0] = 0
      return 0
    }
    const { index } = place.function
    const gap = now - Math.max(this.#lookedAt[index] ?? 0, clock.start)
    const turns = nextPace(this.turns[index] ?? 0, gap, MOST_TURNS)
    this.#lookedAt[index] = now
    this.turns[index] = turns
    return turns
  }

  /** What a turn of a loop calls that may take as long as it likes. */
  renew(): void {
    this.#shared.clock.renew()
  }

  #callsUntilNextLook(site: number): number {
    const { clock, pace } = this.#shared
    if (!clock.settings.enabled) return MOST_CALLS
    const now = clock.look(this.#place(site))
    if (clock.isAlert) return 0
    pace.calls = nextPace(pace.calls, now - Math.max(pace.lookedAt, clock.start), MOST_CALLS)
    pace.lookedAt = now
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
