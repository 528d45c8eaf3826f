// Report: what `inspect` tells about a script.

import type { FieldChange } from '../state/schema-difference.ts'
import type { Phase } from '../version/rollout.ts'
import type { Version } from '../version/version.ts'

/** The state of one script at the moment it was asked for. */
export interface ScriptReport {
  readonly id: string
  readonly kind: 'behaviour' | 'system'
  /** The current version: the one that entities run, or are on their way to. 0 if there is none yet. */
  readonly version: number
  /** The last committed version: the one that a fault goes back to. */
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
  /** Timers and intervals that its versions took through `own` and that are alive. */
  readonly timers: number
  /** All that its versions took through `own` and have not given back, timers among it. */
  readonly resources: number
}

/** Phase and reason of a version that is on no rollout. */
export function standing({ number, suspended }: Version): Pick<ScriptReport, 'phase' | 'reason'> {
  if (suspended)
    return { phase: 'suspended', reason: 'it faulted too often; a new version arms it again' }
  if (number === 0) return { phase: 'waiting', reason: 'there is no version that works yet' }
  return { phase: 'committed', reason: 'it has proven itself' }
}
