// Source: the contract between the pipeline and where texts come from: an editor, a folder, a watcher, Vite.

/** One script's text, new or changed. */
export interface ScriptChange {
  /** The script's id: its path under the scripts' root without the extension, such as `npc/wander`. */
  readonly id: string
  /** Its file relative to the scripts' root, such as `npc/wander.ts`. */
  readonly file: string
  readonly text: string
}

/** Takes changes as they happen. All of one call belong together and go live in the same frame. */
export type ReportChanges = (changes: readonly ScriptChange[]) => void

/** Where texts come from. */
export interface Source {
  /** For logs, such as `editor`. */
  readonly name: string
  start(report: ReportChanges): void | Promise<void>
  stop(): void | Promise<void>
}
