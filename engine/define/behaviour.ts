// defineBehaviour: declares an ECS system that runs over every entity that has the behaviour.

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
  /** Components that an entity gets with the behaviour, and at the swap to a version that asks for more. */
  readonly requires?: readonly object[]
  /** The state columns. Fields that two versions share keep their values without any work per entity. */
  readonly state?: S
  /** Behaviours run by ascending `order`, then in the order of registration. Default 0. */
  readonly order?: number
  /** Once per version, before it goes live. If it throws, the version never does. */
  setup?(context: VersionContext): void
  /**
   * When an entity gets the behaviour. Not at a swap: state survives it. bitECS reports the values of `set(…)` after
   * that, so they are not there yet.
   */
  start?(context: EntityContext<S>): void
  /** When an entity loses the behaviour, or is removed. Not at a swap. */
  stop?(context: EntityContext<S>): void
  /**
   * Every frame, for all the entities that run this version. One call a frame, but while a rollout goes on over
   * more than 8,192 entities: then one call for each so many. Take the time from `elapsed`, do not add it up.
   */
  update?(context: UpdateContext<S>): void
  /** Every frame, for each entity. Simpler than `update`, and a little slower. Declare one of the two. */
  each?(context: EachContext<S>): void
  /**
   * At the swap of an entity to this version, if the state layout changed; once, however many versions were
   * skipped. Equal fields are already there, new ones hold their default, changed ones are converted.
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
 * Declares a behaviour: an ECS system, the state of its entities, and its hooks. The default export of a script.
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
 * @throws TickswapError for an unknown key, a hook that is no function, or a state field that is no field.
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
    state: {},
    order: 0,
    ...definition,
    kind: 'behaviour',
  })
}
