// Fault: an exception that a script threw while the game ran, and its outcome.

import type { Entity } from '../base/entity.ts'

/** Where a script may throw: its hooks, the initial values of its state, and its callbacks. */
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

/** What a script threw, and where. */
export interface Thrown {
  readonly hook: HookName
  /** The thrown value; not always an `Error`. */
  readonly error: unknown
  /** The entity that the hook ran for; undefined if it ran for none or for many. */
  readonly entity: Entity | undefined
}

/** A fault and its outcome, as the event `faulted` reports them. */
export interface Fault extends Thrown {
  readonly id: string
  readonly kind: 'behaviour' | 'system'
  readonly version: number
  /**
   * `withdrawn`: the version was not committed yet; its entities are back on the last good one.
   * `counted`: tolerated, and counted towards the fault limit of a committed version. `rolledBack`:
   * the version exceeded the limit; the one before it runs again. `suspended`: it exceeded the
   * limit, and there is none before it; its entities keep their state and wait for a new version.
   * `released`: no entity runs the version any more; nothing follows.
   */
  readonly outcome: 'withdrawn' | 'counted' | 'rolledBack' | 'suspended' | 'released'
  /** The version that its entities run now. */
  readonly runs: number
  /** How many entities ran the version that threw. 0 for a system. */
  readonly entities: number
  /** All of this in plain sentences. */
  readonly message: string
}
