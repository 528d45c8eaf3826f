// FixedRoster: the entities of a script that has one version.

import type { Entity } from '../base/entity.ts'
import type { FieldTypes } from '../define/field.ts'
import type { Roster } from '../membership/roster.ts'
import type { Version } from '../version/version.ts'

/** A sparse set (Briggs and Torczon): the members in one dense array, and the position of each. */
export class FixedRoster implements Roster {
  readonly entities: Entity[] = []
  current: Version
  /** Only valid for members. */
  #positions: Uint32Array

  constructor(waiting: Version, capacity: number) {
    this.current = waiting
    this.#positions = new Uint32Array(capacity)
  }

  get joining(): Version {
    return this.current
  }

  get firstFields(): FieldTypes | undefined {
    return this.current.number > 0 ? this.current.definition.state : undefined
  }

  has(entity: Entity): boolean {
    const position = this.#positions[entity]
    return position !== undefined && this.entities[position] === entity
  }

  versionOf(): Version {
    return this.current
  }

  add(entity: Entity): void {
    this.#positions[entity] = this.entities.push(entity) - 1
  }

  /** The last member takes its place. */
  remove(entity: Entity): void {
    this.current.forget(entity)
    const position = this.#positions[entity] ?? 0
    const last = this.entities.pop() ?? entity
    if (last === entity) return
    this.entities[position] = last
    this.#positions[last] = position
  }

  grow(capacity: number): void {
    const positions = new Uint32Array(capacity)
    positions.set(this.#positions)
    this.#positions = positions
    this.current.grow(capacity)
  }
}
