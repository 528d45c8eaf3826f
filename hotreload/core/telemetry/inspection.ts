// Inspection: all that is known of one script at the moment it is asked for.

import type { ScriptReport } from 'tickswap'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { Decision } from '../events/decision.ts'
import type { ScriptStats } from './stats.ts'

/** What the engine reports of a script, and what the hot reload knows besides. Plain data. */
export interface ScriptInspection extends ScriptReport {
  /** The source of the current version; undefined if the hot reload does not know it. */
  readonly text: string | undefined
  /** SHA-256 of that source, in hex; undefined for an initial script, until it is compiled. */
  readonly hash: string | undefined
  /** Every diagnostic that is active now. */
  readonly diagnostics: readonly Diagnostic[]
  /** What was decided last, and why; undefined if nothing was since the start. */
  readonly lastDecision: Decision | undefined
  readonly stats: ScriptStats
}
