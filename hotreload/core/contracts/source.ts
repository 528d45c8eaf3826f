// Source: the contract between the pipeline and where texts come from: an editor, a folder, a
// watcher, Vite.

import type { CompileResult } from './compiler.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { HostLoader } from './hosts.ts'
import type { Warning } from './warning.ts'

/** What all changes say: which script it is. */
export interface ChangedScript {
  /**
   * The script's id: its path under the scripts' root without the extension, such as `npc/wander`.
   */
  readonly id: string
  /** Its file relative to the scripts' root, such as `npc/wander.ts`. */
  readonly file: string
}

/** One script's text, new or changed. */
export interface ScriptText extends ChangedScript {
  readonly text: string
  /**
   * What a compiler that stands beside the source made of the text. Without it, the game's own
   * compiler is asked.
   */
  readonly compiled?: CompileResult
  /**
   * Host modules that the script imports and that the game may not know, by key; loaded when they
   * are first needed.
   */
  readonly hosts?: Readonly<Record<string, HostLoader>>
}

/** One script that was removed. */
export interface ScriptRemoval extends ChangedScript {
  readonly removed: true
}

/** One script whose text cannot be read: no access, too large, not UTF-8. */
export interface UnreadableScript extends ChangedScript {
  readonly diagnostics: readonly Diagnostic[]
}

/** What a source reports of one script. */
export type ScriptChange = ScriptText | ScriptRemoval | UnreadableScript

/** What listens to a source: the pipeline. */
export interface SourceListener {
  /**
   * Takes changes as they happen. All of one call belong together and go live in the same frame.
   */
  changed(changes: readonly ScriptChange[]): void
  /**
   * Takes what people should know about the source itself, such as a watcher that had to fall back
   * to polling.
   */
  warned(warning: Warning): void
  /**
   * Takes the text of the signed manifest that lists its scripts, whenever it is new or changed; in
   * any order with the scripts' own changes. Missing where the game requires no signatures.
   */
  signed?(manifest: string): void
}

/** Where texts come from. */
export interface Source {
  /** For logs, such as `editor`. */
  readonly name: string
  /**
   * Begins to report. Resolves when what is there already was reported: a source may report scripts
   * that the game runs, for texts that are the same make no version. Rejects if it cannot begin at
   * all.
   *
   * A new start reports at least what was changed or removed since the last report, and what a stop
   * kept from being reported. An older text never comes after a newer one.
   */
  start(listener: SourceListener): void | Promise<void>
  /**
   * Ends all reports at once: none comes after the call. Resolves when nothing of it is left
   * behind. May be started again.
   */
  stop(): void | Promise<void>
  /**
   * Checks everything now, and resolves when what differed was reported. For sources that can miss
   * something.
   */
  refresh?(): Promise<void>
  /**
   * Whether its changes are subject to the rate limits of the hot reload. Default true. False for
   * what a person types in the page itself.
   */
  readonly isRateLimited?: boolean
  /** Whether it would report a change that happened now. Default: while it is started. */
  readonly isWatching?: boolean
}
