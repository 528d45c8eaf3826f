// VersionContext: what the hooks of a version are given.

import type { World } from 'bitecs'
import type { Seconds } from '../base/duration.ts'
import type { Entity, EntityList } from '../base/entity.ts'
import type { ColumnArray, Schema, State } from './field.ts'
import type { Ownership } from './ownership.ts'

/** What every hook is given. */
export interface VersionContext<W extends object = World> {
  /** The bitECS world. */
  readonly world: W
  /** The number of the version that this hook belongs to. */
  readonly version: number
  /** Aborted when this version is released. Pass it to `addEventListener`, `fetch` and the like. */
  readonly signal: AbortSignal
  /** Registers timers, listeners and the like, and disposes them when this version is released. */
  readonly own: Ownership
}

/** What a hook that runs for one entity is given. The object is reused: do not keep it. */
export interface EntityContext<S extends Schema = Schema> extends VersionContext {
  readonly entity: Entity
  /**
   * The state columns of this version: `state.speed[entity]`. Arrays are replaced as the world
   * grows.
   */
  readonly state: State<S>
}

/** What `migrate` is given. */
export interface MigrateContext<S extends Schema = Schema> extends EntityContext<S> {
  /** The version that the entity leaves. Versions in between may have been skipped. */
  readonly from: number
  /**
   * The columns of the version that the entity leaves, by field name, with dropped fields, and
   * converted fields before their conversion. Fields that both versions share are the same arrays
   * as in `state`.
   */
  readonly previous: Readonly<Record<string, ColumnArray | undefined>>
}

/** What `update` and `each` have in common. */
export interface FrameContext extends VersionContext {
  /** Seconds since the previous frame. */
  readonly delta: Seconds
  /** Seconds of game time since the behaviours were created. */
  readonly elapsed: Seconds
}

/** What `update` is given. */
export interface UpdateContext<S extends Schema = Schema> extends FrameContext {
  /** The entities that run this version. */
  readonly entities: EntityList
  readonly state: State<S>
}

/** What `each` is given. The object is reused: do not keep it. */
export interface EachContext<S extends Schema = Schema> extends FrameContext {
  readonly entity: Entity
  readonly state: State<S>
}
