// ScriptReport: what `inspect` returns about a script.

import type { FieldChange } from '../state/schema-difference.ts'
import type { Phase } from '../version/rollout.ts'
import type { Version } from '../version/version.ts'

/** The state of one script at the moment of the call. */
export interface ScriptReport {
  readonly id: string
  readonly kind: 'behaviour' | 'system'
  /** The current version, which entities run or are swapped to. 0 if there is none yet. */
  readonly version: number
  /** The last committed version, which a fault rolls back to. */
  readonly goodVersion: number
  readonly phase: Phase | 'committed' | 'suspended' | 'waiting'
  /** Why it is in that phase, in a sentence. */
  readonly reason: string
  readonly order: number
  /** Entities that have the behaviour. 0 for a system. */
  readonly entities: number
  /** Entities that do not run the current version yet. */
  readonly outdated: number
  /** How many entities run which version, newest segment first. */
  readonly versions: readonly { readonly version: number; readonly entities: number }[]
  /** What a swap from the good version to the current one does to each field, and why. */
  readonly changes: readonly FieldChange[]
  /** Running timers and intervals that its versions started through `own`. */
  readonly timers: number
  /** All resources that its versions hold through `own`, timers included. */
  readonly resources: number
}

/** Phase and reason of a version that is on no rollout. */
export function standing({ number, suspended }: Version): Pick<ScriptReport, 'phase' | 'reason'> {
  if (suspended)
    return {
      phase: 'suspended',
      reason: 'it exceeded its fault limit; publish a new version to resume it',
    }
  if (number === 0) return { phase: 'waiting', reason: 'it has no working version yet' }
  return { phase: 'committed', reason: 'it has proven itself' }
}
