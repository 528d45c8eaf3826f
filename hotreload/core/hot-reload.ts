// HotReload: the pipeline of one game, as the game uses it. `create-hot-reload.ts` makes it.

import type { Behaviours, Milliseconds } from 'tickswap'
import type { Backup } from './backup.ts'
import type { Compiler } from './compiler.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { Evaluator } from './evaluator.ts'
import type { HotReloadEvents } from './events.ts'
import type { HistoryVersion } from './history.ts'
import type { Hosts } from './hosts.ts'
import type { InitialScript } from './initial-scripts.ts'
import type { Rollback } from './rollback.ts'
import type { Source } from './source.ts'

/** What a hot reload works with. */
export interface HotReloadOptions {
  /** Where texts come from. */
  readonly source: Source | readonly Source[]
  readonly compiler: Compiler
  readonly evaluator: Evaluator
  /** The scripts the game was started with, by id: helpers too, not only those that are registered. */
  readonly scripts: Readonly<Record<string, InitialScript>>
  /**
   * Live modules that scripts may import, or what loads them: by bare name (`'three'`), or by path relative to the
   * scripts' root without the ending (`'../components'`). Hand over namespaces: `import * as components`. `tickswap`
   * and `bitecs` are always there.
   */
  readonly hosts?: Hosts
  /** How changes are gathered. */
  readonly intake?: Partial<IntakeTimes>
  /** How many versions of each script are kept to go back to. Default 10. */
  readonly historyDepth?: number
  /**
   * Where the sources of versions that have proven themselves are kept outside memory. A script that the game waits
   * for, and whose first text is broken or missing, runs from there. Default: nowhere.
   */
  readonly backup?: Backup
  /** The clock of history, rollbacks and backups, in milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => Milliseconds
}

/** How long changes wait for others. The first change of a quiet file never waits. */
export interface IntakeTimes {
  /** A file that changes again this soon is taken when it has been quiet for as long. Default 100. */
  readonly wait: Milliseconds
  /** A file that is never quiet is taken after this time. Default 1,000. */
  readonly maxWait: Milliseconds
  /**
   * A failure is told after this time, unless another text of the script, or of one that it needs, comes: a file half
   * written, or a checkout half done, is no error. Default 50.
   */
  readonly settle: Milliseconds
}

/** One event, by name. */
export type HotReloadEvent = {
  readonly [E in keyof HotReloadEvents]: { readonly event: E; readonly payload: HotReloadEvents[E] }
}[keyof HotReloadEvents]

/** What became of changes that came in. */
export type Outcomes = 'published' | 'unchanged' | 'rejected' | 'removed'

/** A running hot reload. */
export interface HotReload {
  /** The behaviours whose scripts it reloads. */
  readonly behaviours: Behaviours
  /** Whether every source is started and reports what changes. */
  readonly isWatching: boolean
  /** Calls `listener` at every `event` until the returned function is called. */
  on<E extends keyof HotReloadEvents>(event: E, listener: (payload: HotReloadEvents[E]) => void): () => void
  /** Resolves when no change is waiting, compiling or linking, and no backup is being saved. */
  settled(): Promise<void>
  /** Every problem that stands now, of the newest texts and of the versions that run; of one script or of all. */
  diagnostics(id?: string): readonly Diagnostic[]
  /** The last versions of a script, newest first. Empty for a helper: helpers have no versions of their own. */
  history(id: string): readonly HistoryVersion[]
  /**
   * Makes a kept version current again, with the helpers that it was linked with: by default the committed one before
   * the current one. Entities keep the state that they have and follow a few at a time. What a later edit of the
   * script or of a helper brings takes its place again.
   *
   * @throws TickswapError if there is no such version, if it is current already or was withdrawn, or if its `setup`
   * throws. Nothing has changed then.
   */
  rollback(id: string, version?: number): Rollback
  /** The last ways back, and forward again, of all scripts, by hand and by faults; newest first. */
  rollbacks(): readonly Rollback[]
  /** Stops the sources and ends the compiler. What runs goes on. */
  close(): Promise<void>
}
