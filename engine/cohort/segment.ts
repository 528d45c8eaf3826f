// Segment: the part of a cohort that runs one version.

import type { Migration } from '../version/migration.ts'
import type { Version } from '../version/version.ts'

/** The entities that run one version: positions `start` up to, but not including, `end`. */
export class Segment {
  readonly version: Version
  start: number
  end: number
  /** Its entities as lists for the hooks, cached until it changes. */
  lists: readonly (readonly number[])[] | undefined
  /**
   * The plan for its entities' swap. Kept here, so that it is dropped together with its version.
   */
  migration: Migration | undefined

  constructor(version: Version, start: number, end: number) {
    this.version = version
    this.start = start
    this.end = end
  }

  get size(): number {
    return this.end - this.start
  }

  resize(start: number, end: number): void {
    this.start = start
    this.end = end
    this.lists = undefined
  }
}
