// Fault: an exception out of a script while the game runs, and what was done about it.

import type { Entity } from '../base/entity.ts'

/** Where a script may throw: its hooks, the initial values of its state, and what it was called back for. */
export type HookName =
  | 'setup'
  | 'state'
  | 'start'
  | 'stop'
  | 'update'
  | 'each'
  | 'migrate'
  | 'timeout'
  | 'interval'
  | 'listener'
  | 'release'

/** Where and with what a script threw. */
export interface Thrown {
  readonly hook: HookName
  /** Whatever was thrown; not always an `Error`. */
  readonly error: unknown
  /** The entity that the hook ran for, unless it ran for many. */
  readonly entity: Entity | undefined
}

/** A fault and its consequence, as listeners are told. */
export interface Fault extends Thrown {
  readonly id: string
  readonly kind: 'behaviour' | 'system'
  readonly version: number
  /**
   * `withdrawn`: the version was not committed yet, its entities are back on the last good one. `counted`: a
   * committed version may fault a few times. `rolledBack`: too many, the version before runs again. `suspended`:
   * too many, and there is none before; its entities keep their state and wait for a new version. `released`: the
   * version was gone, or on its way out, and nothing follows.
   */
  readonly outcome: 'withdrawn' | 'counted' | 'rolledBack' | 'suspended' | 'released'
  /** The version that its entities run now. */
  readonly runs: number
  /** How many entities ran the version that threw. */
  readonly entities: number
  /** The whole in a sentence. */
  readonly message: string
}
