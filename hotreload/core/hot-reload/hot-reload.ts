// HotReload: the pipeline of one game, as the game uses it. `create-hot-reload.ts` makes it.

import type { Behaviours, Milliseconds } from 'tickswap'
import type { Backup } from '../contracts/backup.ts'
import type { Compiler } from '../contracts/compiler.ts'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { Evaluator } from '../contracts/evaluator.ts'
import type { Hosts } from '../contracts/hosts.ts'
import type { Source } from '../contracts/source.ts'
import type { TypeCheckSettings } from '../contracts/type-checker.ts'
import type { Decision } from '../events/decision.ts'
import type { HotReloadEvent, HotReloadEvents, OutcomeEvent } from '../events/hot-reload-events.ts'
import type { Rollback } from '../events/rollback.ts'
import type { VersionDiff } from '../history/version-diff.ts'
import type { IntakeTimes } from '../intake/intake-times.ts'
import type { RateLimits } from '../intake/rate-limits.ts'
import type { InitialScript } from '../publish/initial-scripts.ts'
import type { SignedRelease } from '../signatures/signature-gate.ts'
import type { SignatureSettings } from '../signatures/signature-settings.ts'
import type { HistoryVersion } from '../state/history.ts'
import type { AlertThresholds } from '../telemetry/alerts.ts'
import type { ScriptInspection } from '../telemetry/inspection.ts'
import type { HotReloadStats } from '../telemetry/stats.ts'

/** What a hot reload works with. */
export interface HotReloadOptions {
  /** Where texts come from. */
  readonly source: Source | readonly Source[]
  readonly compiler: Compiler
  readonly evaluator: Evaluator
  /**
   * The scripts the game was started with, by id: helpers too, not only those that are registered.
   */
  readonly scripts: Readonly<Record<string, InitialScript>>
  /**
   * Live modules that scripts may import, or what loads them: by bare name (`'three'`), or by path
   * relative to the scripts' root without the extension (`'../components'`). Pass namespaces:
   * `import * as components`. `tickswap` and `bitecs` are always there.
   */
  readonly hosts?: Hosts
  /** How changes are gathered. */
  readonly intake?: Partial<IntakeTimes>
  /**
   * How often texts may change, so that a flood of changes keeps no other edit waiting; or false for
   * no limits. An `editorSource` has none.
   */
  readonly rateLimits?: Partial<RateLimits> | false
  /** How many versions of each script are kept for rollbacks. Default 10. */
  readonly historyDepth?: number
  /**
   * Where the sources of versions that have proven themselves are kept outside memory. A script
   * that the game waits for, and whose first text is broken or missing, runs from there. Default:
   * nowhere.
   */
  readonly backup?: Backup
  /**
   * Requires every text, and every removal, to be listed in a manifest that one of these keys
   * signed: see `signScripts` of `tickswap/hotreload/node`. Others are rejected. `scripts`, and what
   * the game's own code asks for (`remove`, `reload`, `rollback`), need no signature. Compiled code
   * and host modules that a source reports beside a text are not used. Default: nothing is required.
   */
  readonly signatures?: SignatureSettings
  /**
   * Checks the types of scripts, and what follows from type errors. Default: types are not checked.
   */
  readonly types?: TypeCheckSettings
  /**
   * The clock of history, rollbacks and backups, in milliseconds since 1970. Default `Date.now`.
   */
  readonly now?: () => Milliseconds
  /** When `alerted` is emitted. */
  readonly alerts?: Partial<AlertThresholds>
  /**
   * How much memory is in use, in bytes, for the stats: `processMemory` of
   * `tickswap/hotreload/node`, `pageMemory` of `tickswap/hotreload/browser`. Read when a reload
   * ends and when stats are read. Default: unknown.
   */
  readonly memory?: () => number | undefined
}

/** A running hot reload. */
export interface HotReload {
  /** The behaviours whose scripts it reloads. */
  readonly behaviours: Behaviours
  /** Whether every source is started and reports what changes. */
  readonly isWatching: boolean
  /** The signed release that was accepted last; undefined if none was, or none is required. */
  readonly release: SignedRelease | undefined
  /** Calls `listener` at every `event` until the returned function is called. */
  on<E extends keyof HotReloadEvents>(
    event: E,
    listener: (payload: HotReloadEvents[E]) => void,
  ): () => void
  /**
   * Every event from now on, until the loop over it ends or the hot reload is closed. Events are
   * kept until they are read: end the loop, or call `return`, when you stop reading.
   */
  events(): AsyncIterableIterator<HotReloadEvent>
  /**
   * Resolves with what becomes of the next change: `published`, `unchanged`, `rejected` or
   * `removed`.
   *
   * @throws TickswapError if nothing comes within `timeout` (default: no limit), or the hot reload
   * is closed.
   */
  next(options?: { readonly timeout?: Milliseconds }): Promise<OutcomeEvent>
  /**
   * Stops the sources: nothing new comes in until `start`. What came in before goes live, and what
   * runs goes on. Resolves when the sources have stopped.
   */
  stop(): Promise<void>
  /**
   * Starts the sources that are stopped. They report what changed meanwhile. A new hot reload is
   * started. Resolves when what is there was reported; a source that cannot start is the event
   * `failed`.
   */
  start(): Promise<void>
  /** Resolves when no change is waiting, compiling or linking, and no backup is being saved. */
  settled(): Promise<void>
  /**
   * Makes the sources check again, stops waiting for bursts, and resolves when all is processed.
   */
  drain(): Promise<void>
  /**
   * Re-evaluates the newest text of a script, or of all scripts, and publishes new versions, also
   * if nothing changed or the text was withdrawn. Resolves when that is done; events report the
   * outcome.
   *
   * @throws TickswapError for an unknown script.
   */
  reload(id?: string): Promise<void>
  /**
   * Removes a script, as if its file were deleted, or all scripts: its behaviour is suspended, the
   * state of its entities is kept, its history too. The next text of the script resumes it.
   *
   * @throws TickswapError for an unknown script.
   */
  remove(id?: string): Promise<void>
  /**
   * Every active diagnostic, of the newest texts and of the versions that run; of one script or
   * all.
   */
  diagnostics(id?: string): readonly Diagnostic[]
  /**
   * The last versions of a script, newest first. Empty for a helper: helpers have no versions of
   * their own.
   */
  history(id: string): readonly HistoryVersion[]
  /**
   * What differs between the sources of two kept versions: by default, between the current one
   * (`to`) and the one before it (`from`).
   *
   * @throws TickswapError if the history does not hold them.
   */
  diff(id: string, from?: number, to?: number): VersionDiff
  /**
   * Makes a kept version current again, with the helpers that it was linked with: by default the
   * committed one before the current one. Entities keep the state that they have and follow a few
   * at a time. What a later edit of the script or of a helper brings takes its place again.
   *
   * @throws TickswapError if there is no such version, if it is current already or was withdrawn,
   * or if its `setup` throws. Nothing has changed then.
   */
  rollback(id: string, version?: number): Rollback
  /**
   * The last rollbacks, and switches forward, of all scripts, by hand and by faults; newest first.
   */
  rollbacks(): readonly Rollback[]
  /** The stats of all scripts since the start. */
  stats(): HotReloadStats
  /**
   * All that is known of one script now: what runs, its source, its diagnostics, its stats, the
   * last decision about it.
   *
   * @throws TickswapError for a script that is not registered, such as a helper.
   */
  inspect(id: string): ScriptInspection
  /**
   * The last 200 decisions, newest first, each with its reason: why a text went live or did not,
   * why a version was rolled back, what became of each field of the state. Of one script, or of
   * all.
   */
  decisions(id?: string): readonly Decision[]
  /** Stops the sources and ends the compiler. What runs goes on. */
  close(): Promise<void>
}
