// GuardSuspects: finds out which of the running loops is the one that does not end.

import type { GuardPlace } from './guard-place.ts'

/**
 * What a script did in the last moments of its time, when every iteration and every call is noted.
 * The loop that does not end iterates, and so do the loops inside of it and those of the functions
 * it calls. Two signs tell it from them: its function is not called again in that time, and no loop
 * around it iterates.
 */
export class GuardSuspects {
  readonly #iterated = new Set<GuardPlace>()
  readonly #calls = new Map<GuardPlace, number>()

  note(place: GuardPlace): void {
    if (place.kind === 'loop') this.#iterated.add(place)
    else this.#calls.set(place, (this.#calls.get(place) ?? 0) + 1)
  }

  /** The loop that does not end; if there is none, the function that was called the most. */
  culprit(): GuardPlace | undefined {
    const endless = [...this.#iterated].filter((loop) => !this.#isPartOfAnother(loop))
    // A loop over an endless generator keeps both iterating.
    const loop = endless.find((candidate) => candidate.function.kind !== 'generator') ?? endless[0]
    if (loop) return loop
    const [mostCalled] = [...this.#calls].sort(([, a], [, b]) => b - a)
    return mostCalled?.[0]
  }

  clear(): void {
    this.#iterated.clear()
    this.#calls.clear()
  }

  #isPartOfAnother(loop: GuardPlace): boolean {
    if ((this.#calls.get(loop.function) ?? 0) > 1) return true
    for (let around = loop.parent; around?.kind === 'loop'; around = around.parent) {
      if (this.#iterated.has(around)) return true
    }
    return false
  }
}
