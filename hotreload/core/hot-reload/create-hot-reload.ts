// createHotReload: from the sources' texts to published versions, for the behaviours of one world.

import { type Behaviours, type Milliseconds, TickswapError } from 'tickswap'
import { rememberingCompiler } from '../compile/caching-compiler.ts'
import type { Compiler } from '../contracts/compiler.ts'
import { EventStream } from '../events/event-stream.ts'
import { nextOutcome } from '../events/next-outcome.ts'
import { noteInitialVersions } from '../history/initial-versions.ts'
import { scriptDiff } from '../history/script-diff.ts'
import { refuseBadIds } from '../intake/admission.ts'
import { FaultWatch } from '../rollback/fault-watch.ts'
import { Rollbacks } from '../rollback/rollbacks.ts'
import { Backups } from '../state/backups.ts'
import { History } from '../state/history.ts'
import { LiveModules } from '../state/live-modules.ts'
import { memoryBackup } from '../state/memory-backup.ts'
import { Problems } from '../state/problems.ts'
import { SeenTexts } from '../state/seen-texts.ts'
import { Figures } from '../telemetry/telemetry.ts'
import { FrameWork } from '../time/frame-scheduler.ts'
import { createTypeChecks } from '../type-checks/type-checks.ts'
import type { HotReload, HotReloadOptions, IntakeTimes } from './hot-reload.ts'
import { Reloading } from './reloading.ts'

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
 * @throws TickswapError for an initial script whose id or file cannot be one, a `historyDepth` below 1, or times or
 * thresholds below 0; and for behaviours of the lean build.
 */
export function createHotReload(behaviours: Behaviours, options: HotReloadOptions): HotReload {
  // The lean build throws: better now than at the first edit.
  behaviours.prepare().discard()
  const parts = createParts(behaviours, options)
  const { compiler, events, problems, history, backups, work, types } = parts
  const rollbacks = new Rollbacks(parts)
  const faults = new FaultWatch({ ...parts, rollbacks })
  const forgetRegistered = noteInitialVersions(parts, options.scripts)
  const stopPassingOn = passOn(behaviours, compiler, events)
  const figures = new Figures({ ...parts, memory: options.memory }, options.alerts)
  const reloading = new Reloading(parts, options, checkTimes(options.intake))
  reloading.start()
  return {
    behaviours,
    get isWatching() {
      return reloading.isWatching
    },
    on: (event, listener) => events.on(event, listener),
    events: () => events.stream(),
    next: ({ timeout } = {}) => nextOutcome(events, timeout),
    settled: () => reloading.settled(),
    drain: () => reloading.drain(),
    reload: (id) => reloading.reload(id),
    remove: (id) => reloading.remove(id),
    diagnostics: (id) =>
      problems.standing().filter(({ script }) => id === undefined || script === id),
    history: (id) => history.list(id),
    diff: (id, from, to) => scriptDiff(parts, id, from, to),
    rollback: (id, version) => rollbacks.byHand(id, version),
    rollbacks: () => rollbacks.log,
    stats: () => figures.stats(),
    inspect: (id) => figures.inspect(id),
    decisions: (id) => figures.decisions(id),
    async close() {
      events.clear()
      faults.close()
      forgetRegistered()
      stopPassingOn()
      figures.close()
      await reloading.close()
      work.close()
      await compiler.close()
      await types.close()
      await backups.close()
    },
  }
}

/** What the stages of the pipeline share. */
function createParts(behaviours: Behaviours, options: HotReloadOptions) {
  const {
    compiler,
    evaluator,
    scripts,
    hosts = {},
    backup = memoryBackup(),
    now = Date.now,
  } = options
  const depth = checkDepth(options.historyDepth ?? 10)
  const known = Object.entries(scripts).map(([id, { file, text }]) => ({ id, file, text }))
  refuseBadIds(known)
  const events = new EventStream()
  const problems = new Problems()
  const live = new LiveModules(scripts, hosts)
  return {
    behaviours,
    evaluator,
    compiler: rememberingCompiler(compiler, depth),
    events,
    now,
    problems,
    live,
    history: new History(behaviours, depth),
    backups: new Backups({ backup, events, now }),
    seen: new SeenTexts(known),
    work: new FrameWork({ behaviours, requestIdle: evaluator.requestIdle }),
    types: createTypeChecks({ live, problems, events }, options.types),
  }
}

/** Tells what the engine and the compiler tell. Nobody who listens to reloads need know where an event comes from. */
function passOn(behaviours: Behaviours, compiler: Compiler, events: EventStream): () => void {
  const ends = [
    compiler.onRetry?.((retry) => events.emit('retrying', retry)),
    behaviours.on('rollout', (payload) => events.emit('rollout', payload)),
    behaviours.on('swapped', (payload) => events.emit('swapped', payload)),
    behaviours.on('settled', (payload) => events.emit('settled', payload)),
    behaviours.on('committed', (payload) => events.emit('committed', payload)),
  ]
  return () => {
    for (const end of ends) end?.()
  }
}

function checkDepth(depth: number): number {
  if (Number.isInteger(depth) && depth >= 1) return depth
  throw new TickswapError(
    `The historyDepth must be a whole number of versions, 1 or more, not ${depth}.`,
  )
}

function checkTimes(times: Partial<IntakeTimes> = {}): IntakeTimes {
  const checked = { wait: 100, maxWait: 1_000, settle: 50, ...times }
  const wrong = Object.entries<Milliseconds>(checked).find(([, time]) => !(time >= 0))
  if (!wrong) return checked
  throw new TickswapError(
    `The intake's "${wrong[0]}" must be 0 milliseconds or more, not ${wrong[1]}.`,
  )
}
