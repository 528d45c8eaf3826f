// defineBehaviour: declares an ECS system that runs over every entity that has the behaviour.

import { record } from '../base/record.ts'
import { checkDefinition } from './check-definition.ts'
import type { Schema } from './field.ts'
import type {
  EachContext,
  EntityContext,
  MigrateContext,
  UpdateContext,
  VersionContext,
} from './version-context.ts'

/** What a behaviour may declare. Every part is optional. */
export interface BehaviourDefinition<S extends Schema = Schema> {
  /**
   * Components that entities get with the behaviour, or at the swap to the first version with them.
   */
  readonly requires?: readonly object[]
  /** The state columns. Fields that two versions share keep their values, at no cost per entity. */
  readonly state?: S
  /** Behaviours run by ascending `order`, then in the order of registration. Default 0. */
  readonly order?: number
  /** Once per version, before it goes live. If it throws, the version never does. */
  setup?(context: VersionContext): void
  /**
   * When an entity gets the behaviour, not at a swap. bitECS reports the values of `set(…)` later:
   * they are not in `state` yet.
   */
  start?(context: EntityContext<S>): void
  /** When an entity loses the behaviour, or is removed. Not at a swap. */
  stop?(context: EntityContext<S>): void
  /**
   * Every frame, for all entities that run this version. One call per frame; during a rollout over
   * more than 8,192 entities, one call for each 8,192. So take the time from `elapsed`: adding up
   * `delta` would count it twice.
   */
  update?(context: UpdateContext<S>): void
  /** Every frame, for each entity. Simpler and a little slower than `update`. Declare only one. */
  each?(context: EachContext<S>): void
  /**
   * At the swap of an entity to this version, if the state layout changed. Called once, however
   * many versions were skipped. Shared fields are kept, new ones start with their default, and
   * changed ones are converted, as far as their types allow.
   */
  migrate?(context: MigrateContext<S>): void
}

/** A behaviour, as `defineBehaviour` returns it and a script exports it by default. */
export interface Behaviour<S extends Schema = Schema> extends BehaviourDefinition<S> {
  readonly kind: 'behaviour'
  readonly state: S
  readonly requires: readonly object[]
  readonly order: number
}

/**
 * Declares a behaviour: an ECS system, the state of its entities, and its hooks. The default export
 * of a script.
 *
 * @example
 * ```ts
 * export default defineBehaviour({
 *   requires: [Position],
 *   state: { speed: f32(40) },
 *   update({ entities, state, delta }) {
 *     for (const entity of entities) Position.x[entity] += state.speed[entity] * delta
 *   },
 * })
 * ```
 * @throws TickswapError for an unknown key, or a hook, field or component of the wrong type.
 */
// biome-ignore lint/complexity/noBannedTypes: {} is the schema without fields.
export function defineBehaviour<S extends Schema = {}>(
  definition: BehaviourDefinition<S>,
): Behaviour<S>
export function defineBehaviour(definition: BehaviourDefinition): Behaviour {
  checkDefinition('defineBehaviour', definition, {
    hooks: ['setup', 'start', 'stop', 'update', 'each', 'migrate'],
    fields: ['requires', 'state', 'order'],
  })
  return Object.freeze({
    requires: [],
    order: 0,
    ...definition,
    kind: 'behaviour',
    state: record(definition.state),
  })
}
