// Roster: who runs what, as far as joining and leaving need to know.

import type { Entity } from '../base/entity.ts'
import type { FieldTypes } from '../define/field.ts'
import type { Version } from '../version/version.ts'

/** The entities of one script, and the versions that they run. */
export interface Roster {
  readonly entities: readonly Entity[]
  /** The version that entities run, or are on their way to. */
  readonly current: Version
  /** The version that new entities join on. */
  readonly joining: Version
  /** The fields of the first version: the one that the game was built with. */
  readonly firstFields: FieldTypes | undefined
  has(entity: Entity): boolean
  /** The version that a member runs. */
  versionOf(entity: Entity): Version
  add(entity: Entity): void
  /** Takes an entity out. No version refers any more to what its fields held. */
  remove(entity: Entity): void
  /** Makes room for entities below `capacity` in all columns. */
  grow(capacity: number): void
}
