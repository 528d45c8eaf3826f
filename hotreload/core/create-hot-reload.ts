// createHotReload: from the sources' texts to published versions, for the behaviours of one world.

import { type Behaviours, Emitter, TickswapError } from 'tickswap'
import { Backups } from './backups.ts'
import type { HotReloadEvents } from './events.ts'
import { FaultWatch } from './fault-watch.ts'
import { History } from './history.ts'
import type { HotReload, HotReloadOptions } from './hot-reload.ts'
import { createInitialScripts } from './initial-scripts.ts'
import { noteInitialVersions } from './initial-versions.ts'
import { createIntake } from './intake.ts'
import { LiveModules } from './live-modules.ts'
import { memoryBackup } from './memory-backup.ts'
import { createPipeline } from './pipeline.ts'
import { Problems } from './problems.ts'
import { Release } from './release.ts'
import { rememberingCompiler } from './remembering-compiler.ts'
import { Restorer } from './restorer.ts'
import { Rollbacks } from './rollbacks.ts'
import { admit, refuseBadIds } from './script-gate.ts'
import { SeenTexts } from './seen-texts.ts'
import type { Source } from './source.ts'
import { createTurns } from './turns.ts'

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
  const parts = createParts(behaviours, options)
  const { compiler, events, problems, history, backups } = parts
  const rollbacks = new Rollbacks(parts)
  const faults = new FaultWatch({ ...parts, rollbacks })
  const forgetRegistered = noteInitialVersions(parts, options.scripts)
  const reload = startReloading(parts, options)
  return {
    behaviours,
    get isWatching() {
      return reload.isWatching
    },
    on: (event, listener) => events.on(event, listener),
    settled: () => reload.settled(),
    diagnostics: (id) => problems.standing().filter(({ script }) => id === undefined || script === id),
    history: (id) => history.list(id),
    rollback: (id, version) => rollbacks.byHand(id, version),
    rollbacks: () => rollbacks.log,
    async close() {
      events.clear()
      faults.close()
      forgetRegistered()
      await reload.close()
      await compiler.close()
      await backups.close()
    },
  }
}

/** What the stages of the pipeline share. */
function createParts(behaviours: Behaviours, options: HotReloadOptions) {
  const { compiler, evaluator, scripts, hosts = {}, backup = memoryBackup(), now = Date.now } = options
  const depth = checkDepth(options.historyDepth ?? 10)
  const known = Object.entries(scripts).map(([id, { file, text }]) => ({ id, file, text }))
  refuseBadIds(known)
  const events = new Emitter<HotReloadEvents>()
  return {
    behaviours,
    evaluator,
    compiler: rememberingCompiler(compiler, depth),
    events,
    now,
    problems: new Problems(),
    live: new LiveModules(scripts, hosts),
    history: new History(behaviours, depth),
    backups: new Backups({ backup, events, now }),
    seen: new SeenTexts(known),
  }
}

/** Starts the sources, and brings in what they report. One batch at a time, and nothing else meanwhile. */
function startReloading(parts: ReturnType<typeof createParts>, { source, scripts }: HotReloadOptions) {
  const { behaviours, compiler, events, backups } = parts
  const initial = createInitialScripts({ ...parts, scripts })
  const restorer = new Restorer(parts)
  const process = createPipeline({ ...parts, initial, release: new Release(parts), restorer })
  const turns = createTurns()
  const intake = createIntake(
    (batch) => turns.take(() => process(batch)),
    () => performance.now(),
  )
  const sources = [source].flat()
  const fail = (error: unknown) => events.emit('failed', { error })
  const start = async (one: Source) =>
    one.start({
      changed: (changes) => admit(changes, intake, events),
      warned: (warning) => events.emit('warned', warning),
    })
  const restoreMissing = async () => {
    await initial.ready()
    await restorer.restore(waitingScripts(behaviours))
  }
  let isStarted = false
  const starting = sources.map((one) => start(one).then(() => true, fail))
  Promise.all(starting)
    .then((started) => {
      isStarted = started.every((one) => one === true)
    })
    .then(() => intake.settled())
    .then(() => turns.take(restoreMissing))
    .catch(fail)
  compiler
    .warmUp()
    .then(() => initial.ready())
    .catch(fail)
  return {
    get isWatching() {
      return isStarted && sources.every(({ isWatching = true }) => isWatching)
    },
    async settled() {
      await intake.settled()
      await turns.idle()
      await backups.idle()
    },
    async close() {
      isStarted = false
      intake.close()
      initial.close()
      restorer.close()
      await Promise.all(sources.map((one) => one.stop()))
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
