// ScriptedComponent: the bitECS component of a behaviour, with each entity's version and state.

import type { Schema, State } from '../define/field.ts'

/**
 * The component that `register` returns. Add it to entities with bitECS's `addComponent`,
 * optionally with values: `addComponent(world, entity, set(Wander, { speed: 80 }))`. Its arrays are
 * replaced when the world grows, so read them from here each time.
 */
export interface ScriptedComponent<S extends Schema = Schema> {
  readonly id: string
  /** By entity: the number of the version that it runs, or 0. */
  readonly version: Uint32Array
  /** The columns of the current version. */
  readonly state: State<S>
}
