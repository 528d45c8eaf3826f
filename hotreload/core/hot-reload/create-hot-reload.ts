// createHotReload: from the sources' texts to published versions, for the behaviours of one world.

import type { Behaviours } from 'tickswap'
import { cachingCompiler } from '../compile/caching-compiler.ts'
import type { Compiler } from '../contracts/compiler.ts'
import { EventStream } from '../events/event-stream.ts'
import { nextOutcome } from '../events/next-outcome.ts'
import { noteInitialVersions } from '../history/initial-versions.ts'
import { scriptDiff } from '../history/script-diff.ts'
import { rejectBadIds } from '../intake/admission.ts'
import { intakeTimes } from '../intake/intake-times.ts'
import { SeenTexts } from '../intake/seen-texts.ts'
import { FaultWatch } from '../rollback/fault-watch.ts'
import { Rollbacks } from '../rollback/rollbacks.ts'
import { SignatureGate } from '../signatures/signature-gate.ts'
import { trustedKeys } from '../signatures/signature-settings.ts'
import { Backups } from '../state/backups.ts'
import { History, historyDepth } from '../state/history.ts'
import { LiveModules } from '../state/live-modules.ts'
import { memoryBackup } from '../state/memory-backup.ts'
import type { PipelineState } from '../state/pipeline-state.ts'
import { Problems } from '../state/problems.ts'
import { Telemetry } from '../telemetry/telemetry.ts'
import { FrameScheduler } from '../time/frame-scheduler.ts'
import { createTypeChecks } from '../type-checks/type-checks.ts'
import type { HotReload, HotReloadOptions } from './hot-reload.ts'
import { Reloading } from './reloading.ts'

/**
 * Reloads the scripts of a game while it runs. A changed text is compiled, linked with the scripts
 * and host modules it imports, evaluated, and published together with every script that imports it.
 * Until all of that has worked, nothing that runs is touched. Leave it out of a shipped game.
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
 * @throws TickswapError for an initial script whose id or file cannot be one, a `historyDepth`
 * below 1, a public key that is none, or times or thresholds below 0; and for behaviours of the lean build.
 */
export function createHotReload(behaviours: Behaviours, options: HotReloadOptions): HotReload {
  // The lean build throws: better now than at the first edit.
  behaviours.prepare().discard()
  const state = createState(behaviours, options)
  const { compiler, events, problems, history, backups, work } = state
  const types = createTypeChecks(state, options.types)
  const rollbacks = new Rollbacks(state)
  const faults = new FaultWatch(state, rollbacks)
  const stopNoting = noteInitialVersions(state, options.scripts)
  const stopForwarding = forward(behaviours, compiler, events)
  const telemetry = new Telemetry(state, options)
  const reloading = new Reloading(state, types, options)
  reloading.start()
  return {
    behaviours,
    get isWatching() {
      return reloading.sources.isWatching
    },
    get release() {
      return state.signatures?.release
    },
    on: (event, listener) => events.on(event, listener),
    events: () => events.stream(),
    next: ({ timeout } = {}) => nextOutcome(events, timeout),
    start: () => reloading.sources.start(),
    stop: () => reloading.sources.stop(),
    settled: () => reloading.settled(),
    drain: () => reloading.drain(),
    reload: (id) => reloading.reload(id),
    remove: (id) => reloading.remove(id),
    diagnostics: (id) =>
      problems.active().filter(({ script }) => id === undefined || script === id),
    history: (id) => history.list(id),
    diff: (id, from, to) => scriptDiff(state, id, from, to),
    rollback: (id, version) => rollbacks.byHand(id, version),
    rollbacks: () => rollbacks.log,
    stats: () => telemetry.stats(),
    inspect: (id) => telemetry.inspect(id),
    decisions: (id) => telemetry.decisions(id),
    async close() {
      events.clear()
      faults.close()
      stopNoting()
      stopForwarding()
      telemetry.close()
      await reloading.close()
      await state.signatures?.close()
      work.close()
      await compiler.close()
      await types.close()
      await backups.close()
    },
  }
}

function createState(behaviours: Behaviours, options: HotReloadOptions): PipelineState {
  const { evaluator, scripts, hosts = {}, backup = memoryBackup(), now = Date.now } = options
  const depth = historyDepth(options.historyDepth)
  const initial = Object.entries(scripts).map(([id, { file, text }]) => ({ id, file, text }))
  rejectBadIds(initial)
  const events = new EventStream()
  const work = new FrameScheduler({ behaviours, requestIdle: evaluator.requestIdle })
  const live = new LiveModules(scripts, hosts)
  const signatures = createGate(options, { events, work, live, depth })
  const proofOf = signatures && ((id: string, hash: string) => signatures.proofOf(id, hash))
  return {
    behaviours,
    compiler: cachingCompiler(options.compiler, depth),
    evaluator,
    events,
    work,
    now,
    live,
    history: new History(behaviours, depth),
    problems: new Problems(),
    backups: new Backups({ backup, events, now, proofOf }),
    seen: new SeenTexts(initial),
    signatures,
  }
}

interface GateParts extends Pick<PipelineState, 'events' | 'work' | 'live'> {
  readonly depth: number
}

/** Undefined where no signatures are required. */
function createGate(
  { signatures, backup, scripts, intake }: HotReloadOptions,
  { events, work, live, depth }: GateParts,
): SignatureGate | undefined {
  if (!signatures) return undefined
  const built = new Map(Object.entries(scripts))
  return new SignatureGate({
    trusted: trustedKeys(signatures),
    memory: backup?.releases,
    debounce: intakeTimes(intake).debounce,
    events,
    work,
    depth,
    isRunning: (text) => isSameText(live.compiled(text.id), text),
    isBuilt: (text) => isSameText(built.get(text.id), text),
  })
}

interface FileText {
  readonly file: string
  readonly text: string
}

function isSameText(known: FileText | undefined, { file, text }: FileText): boolean {
  return known?.text === text && known.file === file
}

/** Emits what the engine and the compiler report, so that there is one place to listen. */
function forward(behaviours: Behaviours, compiler: Compiler, events: EventStream): () => void {
  const unsubscribe = [
    compiler.onRetry?.((retry) => events.emit('retrying', retry)),
    behaviours.on('rollout', (payload) => events.emit('rollout', payload)),
    behaviours.on('swapped', (payload) => events.emit('swapped', payload)),
    behaviours.on('settled', (payload) => events.emit('settled', payload)),
    behaviours.on('committed', (payload) => events.emit('committed', payload)),
  ]
  return () => {
    for (const end of unsubscribe) end?.()
  }
}
