// Cohort: the entities of one behaviour in one dense array, partitioned by version, newest first.
//
//   [ v7 v7 v7 | v5 v5 v5 v5 | v4 ]
// Swapping an entity moves the boundary between two segments past it: no entity moves in memory.
// Adding or removing one moves at most one entity per segment, as in a multi-way partition
// (Dijkstra's Dutch national flag).

import type { Entity } from '../base/entity.ts'
import { TickswapError } from '../base/tickswap-error.ts'
import type { Version } from '../version/version.ts'
import { PAGE, Pages } from './pages.ts'
import { Segment } from './segment.ts'

const INITIAL_CAPACITY = 64

/** The entities of one script, partitioned by version. There is always a segment, maybe empty. */
export class Cohort {
  readonly #entities: Entity[] = []
  /** Positions in `#entities`; only valid for members (Briggs and Torczon's sparse set). */
  #positions: Uint32Array = new Uint32Array(INITIAL_CAPACITY)
  #segments: Segment[]
  /** Made when the cohort is first split, and kept for the next edit. */
  #pages: Pages | undefined

  constructor(version: Version) {
    this.#segments = [new Segment(version, 0, 0)]
  }

  get size(): number {
    return this.#entities.length
  }

  /** The members in one dense array, in the order of their segments. */
  get entities(): readonly Entity[] {
    return this.#entities
  }

  /** The segments, newest version first. */
  get segments(): readonly Segment[] {
    return this.#segments
  }

  segment(index: number): Segment {
    const segment = this.#segments[index]
    if (!segment) throw new TickswapError(`There is no segment ${index}.`)
    return segment
  }

  has(entity: Entity): boolean {
    const position = this.#positions[entity]
    return position !== undefined && this.#entities[position] === entity
  }

  /** The version that a member runs. */
  versionOf(entity: Entity): Version {
    return this.segment(this.#segmentAt(this.#positionOf(entity))).version
  }

  /**
   * A segment's entities as plain arrays: a single one if all entities run one version, otherwise
   * one per page. Valid until the next structural change.
   */
  lists(segment: Segment): readonly (readonly Entity[])[] {
    if (segment.size === this.size) return [this.#entities]
    this.#pages ??= new Pages()
    segment.lists ??= this.#pages.range(this.#entities, segment.start, segment.end)
    return segment.lists
  }

  /** Entities still to be copied to pages, so that splitting the cohort causes no frame spike. */
  get unpaged(): number {
    return this.size <= PAGE ? 0 : this.size - (this.#pages?.copied ?? 0)
  }

  /** Copies the next page's entities. */
  copyPage(): void {
    this.#pages ??= new Pages()
    this.#pages.copyNext(this.#entities)
  }

  /** Adds an entity to the end of the segment at `index`, moving one entity per older segment. */
  add(entity: Entity, index: number): void {
    this.#reserve(entity)
    let hole = this.size
    for (let i = this.#segments.length - 1; i > index; i--) {
      const segment = this.segment(i)
      if (segment.size > 0) this.#place(this.#entityAt(segment.start), hole)
      hole = segment.start
      segment.resize(segment.start + 1, segment.end + 1)
    }
    this.#place(entity, hole)
    const segment = this.segment(index)
    segment.resize(segment.start, segment.end + 1)
  }

  /** Removes a member, moving one entity per segment. Returns whether its segment is empty now. */
  remove(entity: Entity): boolean {
    let hole = this.#positionOf(entity)
    const first = this.#segmentAt(hole)
    for (let i = first; i < this.#segments.length; i++) {
      const segment = this.segment(i)
      const last = segment.end - 1
      if (segment.size > 0) {
        this.#place(this.#entityAt(last), hole)
        hole = last
      }
      segment.resize(i === first ? segment.start : segment.start - 1, last)
    }
    this.#entities.pop()
    this.#pages?.shrink(this.size)
    return this.segment(first).size === 0
  }

  /** Puts an empty segment for `version` in front. */
  push(version: Version): void {
    this.#segments.unshift(new Segment(version, 0, 0))
  }

  /** Moves the boundary behind the segment at `index` over the next `count` entities. */
  advance(index: number, count: number): void {
    const segment = this.segment(index)
    const next = this.segment(index + 1)
    segment.resize(segment.start, segment.end + count)
    next.resize(next.start + count, next.end)
  }

  /** Relabels all entities of `from` to `to`, at the same cost for any number. */
  reassign(from: Version, to: Version): void {
    this.#segments = this.#segments.map((segment) =>
      segment.version === from ? new Segment(to, segment.start, segment.end) : segment,
    )
  }

  /** Joins neighbours of one version, and drops empty segments but the first and `kept`'s last. */
  tidy(kept: Version): void {
    const segments: Segment[] = []
    const last = this.#segments.findLastIndex(({ version }) => version === kept)
    for (const [i, segment] of this.#segments.entries()) {
      const before = segments.at(-1)
      if (before?.version === segment.version) before.resize(before.start, segment.end)
      else if (i === 0 || segment.size > 0 || i === last) segments.push(segment)
    }
    this.#segments = segments
  }

  #segmentAt(position: number): number {
    return this.#segments.findIndex((segment) => position < segment.end)
  }

  #positionOf(entity: Entity): number {
    const position = this.#positions[entity]
    if (position === undefined) throw new TickswapError(`Entity ${entity} is not in the cohort.`)
    return position
  }

  #entityAt(position: number): Entity {
    return this.#entities[position] ?? 0
  }

  #place(entity: Entity, position: number): void {
    if (position === this.size) this.#pages?.append(entity, position)
    else this.#pages?.place(entity, position)
    this.#entities[position] = entity
    this.#positions[entity] = position
  }

  #reserve(entity: Entity): void {
    if (entity < this.#positions.length) return
    const positions = new Uint32Array(Math.max(entity + 1, this.#positions.length * 2))
    positions.set(this.#positions)
    this.#positions = positions
  }
}
