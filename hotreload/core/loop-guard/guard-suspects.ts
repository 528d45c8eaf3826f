// Guard suspects: finds out which of the loops that turn is the one that does not end.

import type { GuardPlace } from './guard-place.ts'

/**
 * What a script was seen doing in the last moments of its time, when every turn and every call is
 * looked at. The loop that does not end turns, and so do the loops inside of it and those of the
 * functions it calls. Two signs tell it from them: its function is not called again meanwhile, and
 * no loop around it turns.
 */
export class GuardSuspects {
  readonly #turned = new Set<GuardPlace>()
  readonly #calls = new Map<GuardPlace, number>()

  note(place: GuardPlace): void {
    if (place.kind === 'loop') this.#turned.add(place)
    else this.#calls.set(place, (this.#calls.get(place) ?? 0) + 1)
  }

  /** The loop that does not end; if there is none, the function that was called the most. */
  culprit(): GuardPlace | undefined {
    const endless = [...this.#turned].filter((loop) => !this.#isPartOfAnother(loop))
    // Who loops over an endless generator keeps both turning.
    const loop = endless.find((candidate) => candidate.function.kind !== 'generator') ?? endless[0]
    if (loop) return loop
    const [mostCalled] = [...this.#calls].sort(([, a], [, b]) => b - a)
    return mostCalled?.[0]
  }

  clear(): void {
    this.#turned.clear()
    this.#calls.clear()
  }

  #isPartOfAnother(loop: GuardPlace): boolean {
    if ((this.#calls.get(loop.function) ?? 0) > 1) return true
    for (let around = loop.parent; around?.kind === 'loop'; around = around.parent) {
      if (this.#turned.has(around)) return true
    }
    return false
  }
}
