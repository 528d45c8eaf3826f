// Fault: an exception out of a script while the game runs, and what was done about it.

import type { Entity } from './behaviour.ts'
import type { Milliseconds } from './clock.ts'
import { TickswapError } from './error.ts'

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

/** How many faults of a committed version are borne, as in Erlang's supervisors: `limit` within `window`. */
export interface FaultLimit {
  /** Default 5. */
  readonly limit: number
  /** In milliseconds of game time. Default 5,000. */
  readonly window: Milliseconds
}

/** Counts faults within a sliding window of game time. */
export class FaultCounter {
  readonly #limit: FaultLimit
  readonly #times: Milliseconds[] = []

  constructor(limit: FaultLimit) {
    this.#limit = limit
  }

  /** Counts one at `now`; true if there were more than `limit` within `window`. */
  exceeds(now: Milliseconds): boolean {
    this.#times.push(now)
    while (now - (this.#times[0] ?? now) > this.#limit.window) this.#times.shift()
    return this.#times.length > this.#limit.limit
  }

  reset(): void {
    this.#times.length = 0
  }
}

/** A fault with its sentence. */
export function describeFault(fault: Omit<Fault, 'message'>): Fault {
  const kind = fault.kind === 'behaviour' ? 'Behaviour' : 'System'
  const whom = fault.entity === undefined ? '' : ` for entity ${fault.entity}`
  const what = `${kind} "${fault.id}" version ${fault.version} threw in ${fault.hook}${whom}: ${describeError(fault.error)}.`
  return {
    ...fault,
    message: `${what} ${fault.kind === 'behaviour' ? forEntities(fault) : forSystem(fault)}`,
  }
}

/** What `publish` throws when a version's `setup` did: nothing was touched. */
export function setupError(script: Pick<Fault, 'kind' | 'id'>, { error }: Thrown): TickswapError {
  const kind = script.kind === 'behaviour' ? 'Behaviour' : 'System'
  const message = `${kind} "${script.id}" threw in setup: ${describeError(error)}. The version was not published.`
  return new TickswapError(message, { cause: error })
}

/** The message of whatever was thrown, without a full stop; scripts may throw what cannot even be shown. */
export function describeError(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error).replace(/\.$/, '')
  } catch {
    return 'something that cannot be shown'
  }
}

/** Throws a `TickswapError` unless the limit makes sense. */
export function checkFaultLimit(limit: FaultLimit): FaultLimit {
  if (limit.limit >= 0 && limit.window > 0) return limit
  throw new TickswapError(
    `The fault limit must be { limit: 0 or more, window: above 0 }, not ${JSON.stringify(limit)}.`,
  )
}

function forEntities({ outcome, runs, entities }: Omit<Fault, 'message'>): string {
  const [their, are, go] =
    entities === 1 ? ['Its entity', 'is', 'goes'] : [`Its ${entities} entities`, 'are', 'go']
  switch (outcome) {
    case 'withdrawn':
      return runs === 0
        ? `${their} ${are} waiting for a version that works.`
        : `${their} ${are} back on version ${runs}.`
    case 'counted':
      return 'The version stays.'
    case 'released':
      return 'The version was released all the same.'
    case 'rolledBack':
      return `That was once too often. ${their} ${go} back to version ${runs}.`
    case 'suspended':
      return `That was once too often. ${their} ${are} suspended until a new version comes.`
  }
}

function forSystem({ outcome, runs }: Omit<Fault, 'message'>): string {
  switch (outcome) {
    case 'withdrawn':
      return runs === 0 ? 'It waits for a version that works.' : `Version ${runs} runs again.`
    case 'counted':
      return 'The version stays.'
    case 'released':
      return 'The version was released all the same.'
    case 'rolledBack':
      return `That was once too often. Version ${runs} runs again.`
    case 'suspended':
      return 'That was once too often. It is suspended until a new version comes.'
  }
}
