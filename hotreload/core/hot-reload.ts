// createHotReload: from the sources' texts to published versions, for the behaviours of one world.

import { type Behaviours, Emitter, TickswapError } from 'tickswap'
import type { Compiler } from './compiler.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { Evaluator } from './evaluator.ts'
import type { HotReloadEvents } from './events.ts'
import { createInitialScripts, type InitialScript } from './initial-scripts.ts'
import { createIntake, type Intake } from './intake.ts'
import { LiveModules } from './live-modules.ts'
import { createPipeline } from './pipeline.ts'
import { Problems } from './problems.ts'
import { Release } from './release.ts'
import { changeProblem } from './script-id.ts'
import type { ScriptChange, Source } from './source.ts'

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
}

/** A running hot reload. */
export interface HotReload {
  /** Calls `listener` at every `event` until the returned function is called. */
  on<E extends keyof HotReloadEvents>(event: E, listener: (payload: HotReloadEvents[E]) => void): () => void
  /** Resolves when no change is waiting, compiling or linking. */
  settled(): Promise<void>
  /** Every problem of the newest texts that stands now, of one script or of all. */
  diagnostics(id?: string): readonly Diagnostic[]
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
 * @throws TickswapError for an initial script whose id or file cannot be one.
 */
export function createHotReload(behaviours: Behaviours, options: HotReloadOptions): HotReload {
  const { compiler, evaluator, scripts, hosts = {} } = options
  const known = Object.entries(scripts).map(([id, { file, text }]) => ({ id, file, text }))
  refuseBadIds(known)
  const events = new Emitter<HotReloadEvents>()
  const problems = new Problems()
  const live = new LiveModules(scripts, hosts)
  const initial = createInitialScripts({ scripts, compiler, live, problems, events })
  const release = new Release({ behaviours, evaluator, live, problems, events })
  const intake = createIntake(createPipeline({ compiler, initial, release, events }, known), () =>
    performance.now(),
  )
  const sources = [options.source].flat()
  const fail = (error: unknown) => events.emit('failed', { error })
  const start = async (source: Source) => source.start((changes) => take(changes, intake, events))
  for (const source of sources) start(source).catch(fail)
  compiler
    .warmUp()
    .then(() => initial.ready())
    .catch(fail)
  return {
    on: (event, listener) => events.on(event, listener),
    settled: () => intake.settled(),
    diagnostics: (id) => problems.standing().filter(({ script }) => id === undefined || script === id),
    async close() {
      events.clear()
      intake.close()
      initial.close()
      await Promise.all(sources.map((source) => source.stop()))
      await compiler.close()
    },
  }
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
