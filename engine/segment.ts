// Segment: the part of a cohort that runs one version.

import type { Version } from './version.ts'

/** The entities that run one version: from `start` up to, but not including, `end`. */
export class Segment {
  readonly version: Version
  start: number
  end: number
  #view: Uint32Array | undefined

  constructor(version: Version, start: number, end: number) {
    this.version = version
    this.start = start
    this.end = end
  }

  get size(): number {
    return this.end - this.start
  }

  /** Its part of the cohort's entities; the array is made anew only if the segment has changed. */
  view(entities: Uint32Array): Uint32Array {
    this.#view ??= entities.subarray(this.start, this.end)
    return this.#view
  }

  resize(start: number, end: number): void {
    this.start = start
    this.end = end
    this.#view = undefined
  }
}
