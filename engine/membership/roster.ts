// Roster: which entity runs which version, as far as joining and leaving require it.

import type { Entity } from '../base/entity.ts'
import type { FieldTypes } from '../define/field.ts'
import type { Version } from '../version/version.ts'

/** The entities of one script, and the versions that they run. */
export interface Roster {
  readonly entities: readonly Entity[]
  /** The version that entities run, or are swapped to. */
  readonly current: Version
  /** The version that new entities start on. */
  readonly joining: Version
  /** The fields of the first version, which the game was built with. */
  readonly firstFields: FieldTypes | undefined
  has(entity: Entity): boolean
  /** The version that a member runs. */
  versionOf(entity: Entity): Version
  add(entity: Entity): void
  /** Removes an entity. No version keeps a reference to what its fields held. */
  remove(entity: Entity): void
  /** Makes room for entities below `capacity` in all columns. */
  grow(capacity: number): void
}
