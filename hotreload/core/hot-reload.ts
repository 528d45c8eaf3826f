// createHotReload: from the sources' texts to published versions, for the behaviours of one world.

import { type Behaviours, Emitter, TickswapError } from 'tickswap'
import type { Backup } from './backup.ts'
import { Backups } from './backups.ts'
import type { Compiler } from './compiler.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { Evaluator } from './evaluator.ts'
import type { HotReloadEvents } from './events.ts'
import { FaultWatch } from './fault-watch.ts'
import { History, type HistoryVersion } from './history.ts'
import { createInitialScripts, type InitialScript } from './initial-scripts.ts'
import { noteInitialVersions } from './initial-versions.ts'
import { createIntake, type Intake } from './intake.ts'
import { LiveModules } from './live-modules.ts'
import { memoryBackup } from './memory-backup.ts'
import { createPipeline } from './pipeline.ts'
import { Problems } from './problems.ts'
import { Release } from './release.ts'
import { rememberingCompiler } from './remembering-compiler.ts'
import { Restorer } from './restorer.ts'
import { type Rollback, Rollbacks } from './rollbacks.ts'
import { changeProblem } from './script-id.ts'
import { SeenTexts } from './seen-texts.ts'
import type { ScriptChange, Source } from './source.ts'
import { createTurns } from './turns.ts'

/** What a hot reload works with. */
export interface HotReloadOptions {
  /** Where texts come from. */
  readonly source: Source | readonly Source[]
  readonly compiler: Compiler
  readonly evaluator: Evaluator
  /** The scripts the game was started with, by id: helpers too, not only those that are registered. */
  readonly scripts: Readonly<Record<string, InitialScript>>
  /**
   * Live modules that scripts may import: by bare name (`'three'`), or by path relative to the scripts' root without
   * the ending (`'../components'`). Hand over namespaces: `import * as components`. `tickswap` and `bitecs` are
   * always there.
   */
  readonly hosts?: Readonly<Record<string, object>>
  /** How many versions of each script are kept to go back to. Default 10. */
  readonly historyDepth?: number
  /**
   * Where the sources of versions that have proven themselves are kept outside memory. A script that the game waits
   * for, and whose first text is broken or missing, runs from there. Default: nowhere.
   */
  readonly backup?: Backup
  /** The clock of history, rollbacks and backups, in milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
}

/** A running hot reload. */
export interface HotReload {
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

/**
 * Reloads the scripts of a game while it runs. A changed text is compiled, linked with the scripts and host modules
 * it imports, evaluated, and published together with every script that imports it. Until all of that has worked,
 * nothing that runs is touched. Leave it out of a shipped game.
 *
 * @example
 * ```ts
 * import * as wander from './scripts/wander'
 * import wanderText from './scripts/wander?raw'
 *
 * const editor = editorSource()
 * const hotReload = createHotReload(behaviours, {
 *   source: editor,
 *   compiler: workerCompiler(),
 *   evaluator: pageEvaluator(),
 *   scripts: { wander: { module: wander, file: 'wander.ts', text: wanderText } },
 *   hosts: { '../components': components },
 * })
 * hotReload.on('rejected', ({ diagnostics }) => console.warn(summarise(diagnostics)))
 * editor.edit({ id: 'wander', file: 'wander.ts', text })
 * ```
 * @throws TickswapError for an initial script whose id or file cannot be one, or a `historyDepth` below 1.
 */
export function createHotReload(behaviours: Behaviours, options: HotReloadOptions): HotReload {
  const { evaluator, scripts, hosts = {}, backup = memoryBackup(), now = Date.now } = options
  const depth = checkDepth(options.historyDepth ?? 10)
  const known = Object.entries(scripts).map(([id, { file, text }]) => ({ id, file, text }))
  refuseBadIds(known)
  const events = new Emitter<HotReloadEvents>()
  const parts = {
    behaviours,
    evaluator,
    compiler: rememberingCompiler(options.compiler, depth),
    events,
    now,
    problems: new Problems(),
    live: new LiveModules(scripts, hosts),
    history: new History(behaviours, depth),
    backups: new Backups({ backup, events, now }),
    seen: new SeenTexts(known),
  }
  const rollbacks = new Rollbacks(parts)
  const faults = new FaultWatch({ ...parts, rollbacks })
  const forgetRegistered = noteInitialVersions(parts, scripts)
  const initial = createInitialScripts({ ...parts, scripts })
  const restorer = new Restorer(parts)
  const turns = createTurns()
  const process = createPipeline({ ...parts, initial, release: new Release(parts), restorer })
  const intake = createIntake(
    (batch) => turns.take(() => process(batch)),
    () => performance.now(),
  )
  const sources = [options.source].flat()
  const fail = (error: unknown) => events.emit('failed', { error })
  const start = async (source: Source) => source.start((changes) => take(changes, intake, events))
  const restoreMissing = async () => {
    await initial.ready()
    await restorer.restore(waitingScripts(behaviours))
  }
  Promise.all(sources.map((source) => start(source).catch(fail)))
    .then(() => intake.settled())
    .then(() => turns.take(restoreMissing))
    .catch(fail)
  parts.compiler
    .warmUp()
    .then(() => initial.ready())
    .catch(fail)
  return {
    on: (event, listener) => events.on(event, listener),
    async settled() {
      await intake.settled()
      await turns.idle()
      await parts.backups.idle()
    },
    diagnostics: (id) => parts.problems.standing().filter(({ script }) => id === undefined || script === id),
    history: (id) => parts.history.list(id),
    rollback: (id, version) => rollbacks.byHand(id, version),
    rollbacks: () => rollbacks.log,
    async close() {
      events.clear()
      intake.close()
      initial.close()
      restorer.close()
      faults.close()
      forgetRegistered()
      await Promise.all(sources.map((source) => source.stop()))
      await parts.compiler.close()
      await parts.backups.close()
    },
  }
}

/** Behaviours that were registered and have no version yet. */
function waitingScripts(behaviours: Behaviours): string[] {
  return behaviours.inspect().flatMap(({ id, version }) => (version === 0 ? [id] : []))
}

function checkDepth(depth: number): number {
  if (Number.isInteger(depth) && depth >= 1) return depth
  throw new TickswapError(`The historyDepth must be a whole number of versions, 1 or more, not ${depth}.`)
}

function take(changes: readonly ScriptChange[], intake: Intake, events: Emitter<HotReloadEvents>): void {
  if (changes.length === 0) return
  const ids = changes.map(({ id }) => id)
  events.emit('changed', { ids })
  const diagnostics = changes.flatMap(unsafe)
  if (diagnostics.length > 0) events.emit('rejected', { ids, diagnostics })
  else intake.add(changes)
}

function unsafe(change: ScriptChange): Diagnostic[] {
  const message = changeProblem(change)
  if (!message) return []
  return [{ severity: 'error', stage: 'safety', code: 'bad-script-id', script: change.id, message }]
}

function refuseBadIds(known: readonly ScriptChange[]): void {
  for (const change of known) {
    const problem = changeProblem(change)
    if (problem) throw new TickswapError(`createHotReload: ${problem}`)
  }
}
