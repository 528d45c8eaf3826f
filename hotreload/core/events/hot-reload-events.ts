// HotReloadEvents: what the pipeline reports to listeners, in one typed map.

import type { BehaviourEvents, Fault, ListenerFailed, Milliseconds } from 'tickswap'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { Reason } from '../contracts/reason.ts'
import type { Warning } from '../contracts/warning.ts'
import type { Alert } from './alert.ts'
import type { Rollback } from './rollback.ts'

/** The engine's events that the pipeline forwards, so that there is one place to listen. */
type ForwardedEvents = Pick<BehaviourEvents, 'rollout' | 'swapped' | 'settled' | 'committed'>

/** The pipeline's events by name. Payloads are plain data and safe to keep. */
export interface HotReloadEvents extends ForwardedEvents, ListenerFailed {
  /** Texts came in, or scripts were removed. */
  changed: {
    readonly ids: readonly string[]
    /**
     * The texts by script id, of those that have one: an editor can show what comes from elsewhere.
     */
    readonly texts: Readonly<Record<string, string>>
  }
  /** A text was compiled, with or without success. */
  compiled: { readonly id: string; readonly milliseconds: Milliseconds; readonly cached: boolean }
  /** Texts did not compile, link, evaluate or publish. What runs goes on. */
  rejected: { readonly ids: readonly string[]; readonly diagnostics: readonly Diagnostic[] }
  /** Texts that change nothing of what runs: another format, a comment, or the same text again. */
  unchanged: { readonly ids: readonly string[]; readonly reason: Reason<UnchangedCode> }
  /** New versions went live. */
  published: {
    readonly generation: number
    /** Version numbers by script id. */
    readonly versions: Readonly<Record<string, number>>
    /**
     * The scripts whose texts came in and are live now, helpers too; not those that were
     * re-evaluated, restored or reloaded on request.
     */
    readonly texts?: readonly string[]
    /** Why there is a new version, by script id. */
    readonly reasons: Readonly<Record<string, Reason<PublishCode>>>
    /** From the moment the texts came in. */
    readonly milliseconds: Milliseconds
  }
  /**
   * Scripts were removed. Their behaviours are suspended, with the state of their entities, until
   * they are back.
   */
  removed: { readonly ids: readonly string[] }
  /**
   * Types were checked: after texts were processed (`settled` does not wait for it), or, in the
   * mode `refuse`, before a version goes live. Only with a type checker.
   */
  checked: {
    readonly ids: readonly string[]
    readonly diagnostics: readonly Diagnostic[]
    /** How long the checker took. */
    readonly milliseconds: Milliseconds
  }
  /** A compile failed for a transient reason, and is tried again after a delay. */
  retrying: {
    readonly id: string
    readonly attempt: number
    readonly delay: Milliseconds
    readonly error: unknown
  }
  /** A script threw while the game ran; the diagnostic says where in its source. */
  faulted: { readonly diagnostic: Diagnostic; readonly fault: Fault }
  /** A script runs an earlier version again, or a later one: by hand, or after a fault. */
  rolledBack: Rollback
  /** A stat crossed a threshold, or is back within it. */
  alerted: Alert
  /** Something around the game's files that people should know. The game goes on. */
  warned: Warning
  /** The pipeline itself failed, such as a worker that crashed. The texts may be sent again. */
  failed: {
    readonly error: unknown
    /** The scripts whose texts were lost, if any were. */
    readonly ids?: readonly string[]
  }
}

/** Why a text made no version: `same-text` as before, or `same-code` from another text. */
export type UnchangedCode = 'same-text' | 'same-code'

/**
 * Why there is a new version. `edited`: its text changed. `re-evaluated`: what it imports changed.
 * `completed`: a pending text that this edit completed. `returned`: the edit returns to a version
 * that has proven itself. `resumed`: it was removed. `reloaded`: it was requested. `restored`: from
 * the backup.
 */
export type PublishCode =
  | 'edited'
  | 're-evaluated'
  | 'completed'
  | 'returned'
  | 'resumed'
  | 'reloaded'
  | 'restored'

/** One event, with its name. */
export type HotReloadEvent<E extends keyof HotReloadEvents = keyof HotReloadEvents> = {
  readonly [Name in E]: { readonly event: Name; readonly payload: HotReloadEvents[Name] }
}[E]

/** What became of changes that came in. */
export type OutcomeEvent = HotReloadEvent<'published' | 'unchanged' | 'rejected' | 'removed'>
