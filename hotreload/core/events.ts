// Events: what the pipeline tells its listeners, in one typed map.

import type { Fault, ListenerFailed } from 'tickswap'
import type { Diagnostic } from './diagnostic.ts'
import type { Rollback } from './rollback.ts'

/** The pipeline's events by name. Payloads are plain data and safe to keep. */
export interface HotReloadEvents extends ListenerFailed {
  /** Texts came in. */
  changed: { readonly ids: readonly string[] }
  /** A text was compiled, with or without success. */
  compiled: { readonly id: string; readonly milliseconds: number; readonly cached: boolean }
  /** Texts did not compile, link, evaluate or publish. What runs goes on. */
  rejected: { readonly ids: readonly string[]; readonly diagnostics: readonly Diagnostic[] }
  /** Texts that change nothing of what runs: another format, a comment, or the same text again. */
  unchanged: { readonly ids: readonly string[] }
  /** New versions went live. */
  published: {
    readonly generation: number
    /** Version numbers by script id. */
    readonly versions: Readonly<Record<string, number>>
    /** From the moment the texts came in. */
    readonly milliseconds: number
  }
  /** A script threw while the game ran; the diagnostic says where in its source. */
  faulted: { readonly diagnostic: Diagnostic; readonly fault: Fault }
  /** A script runs an earlier version again, or a later one that was left: by hand, or after a fault. */
  rolledBack: Rollback
  /** Something about the backup that people should know. The game goes on. */
  warned: Warning
  /** The pipeline itself failed, such as a worker that died. The texts may be sent again. */
  failed: { readonly error: unknown }
}

/**
 * What is wrong around the backup. `restored-backup`: scripts run from it, since their texts are broken or missing.
 * `unusable-backup`: they should, and what it holds does not run either. `damaged-backup`: an entry is not what was
 * saved, and is ignored. `unreadable-backup`, `unsaved-backup`: the store itself failed.
 */
export interface Warning {
  readonly code:
    | 'restored-backup'
    | 'unusable-backup'
    | 'damaged-backup'
    | 'unreadable-backup'
    | 'unsaved-backup'
  /** The scripts concerned, as far as they are known. */
  readonly ids: readonly string[]
  /** The whole in sentences, one for each script. */
  readonly message: string
  /** What the store said. */
  readonly error?: unknown
}
