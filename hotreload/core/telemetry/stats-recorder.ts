// The stats recorder: counts the events of the hot reload and of its behaviours.

import type { Behaviours, Milliseconds } from 'tickswap'
import type { PipelineState } from '../state/pipeline-state.ts'
import { DurationMeter } from './duration-meter.ts'
import type { HotReloadStats, ScriptStats } from './stats.ts'
import { Uptime } from './uptime.ts'

/** Counts from its making to `close`. A frame costs it two comparisons. */
export class StatsRecorder {
  readonly #state: PipelineState
  readonly #memory: (() => number | undefined) | undefined
  readonly #uptime: Uptime
  readonly #unsubscribe: readonly (() => void)[]
  readonly #all = new Counts()
  readonly #scripts = new Map<string, Counts>()
  readonly #compile = new DurationMeter()
  /** Scripts whose texts came in and led nowhere yet. */
  readonly #underWay = new Set<string>()
  #mostUnderWay = 0
  #unchanged = 0
  #rollbacksByFault = 0
  #restoredBackups = 0
  #peakMemory: number | undefined
  #worstFrame: Milliseconds = 0

  /** `memory` answers bytes. */
  constructor(state: PipelineState, memory?: () => number | undefined) {
    const { behaviours, events } = state
    this.#state = state
    this.#memory = memory
    this.#uptime = new Uptime(state)
    this.#unsubscribe = [
      behaviours.on('frame', () => this.#sampleFrame()),
      events.on('changed', ({ ids }) => this.#changed(ids)),
      events.on('compiled', ({ cached, milliseconds }) => {
        if (!cached) this.#compile.add(milliseconds)
      }),
      events.on('published', ({ texts = [], milliseconds }) =>
        this.#published(texts, milliseconds),
      ),
      events.on('rejected', ({ ids }) => this.#failed(ids)),
      events.on('failed', ({ ids = [] }) => this.#failed(ids)),
      events.on('unchanged', ({ ids }) => {
        this.#unchanged += this.#ended(ids).length
      }),
      events.on('removed', ({ ids }) => this.#ended(ids)),
      events.on('faulted', ({ fault }) => this.#count(fault.id, (counts) => counts.faults++)),
      events.on('rolledBack', ({ id, by }) => {
        this.#count(id, (counts) => counts.rollbacks++)
        if (by === 'fault') this.#rollbacksByFault += 1
      }),
      events.on('warned', ({ code, ids }) => {
        if (code === 'restored-backup') this.#restoredBackups += ids.length
      }),
    ]
    this.#sampleMemory()
  }

  get reloads(): ScriptStats['reloads'] {
    return this.#all.reloads
  }

  /** The stats of all scripts. */
  read(): HotReloadStats {
    this.#sampleMemory()
    const { total, succeeded, failed } = this.#all.reloads
    return {
      reloads: { total, succeeded, failed, unchanged: this.#unchanged },
      successRate: total === 0 ? 1 : succeeded / total,
      rollbackRate: succeeded === 0 ? 0 : Math.min(1, this.#rollbacksByFault / succeeded),
      uptimeRate: this.#uptime.rate,
      compile: this.#compile.read(),
      reload: this.#all.reload.read(),
      rollbacks: this.#all.rollbacks,
      faults: this.#all.faults,
      restoredBackups: this.#restoredBackups,
      concurrentReloads: { now: this.#underWay.size, most: this.#mostUnderWay },
      liveTimers: liveTimers(this.#state.behaviours),
      peakMemory: this.#peakMemory,
      worstFrameSpike: this.#worstFrame,
      time: this.#state.now(),
    }
  }

  /** The stats of one script; zeros if nothing ever happened to it. */
  script(id: string): ScriptStats {
    const { reloads, reload, rollbacks, faults } = this.#scripts.get(id) ?? new Counts()
    return { reloads, reload: reload.read(), rollbacks, faults }
  }

  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
    this.#uptime.close()
  }

  #changed(ids: readonly string[]): void {
    for (const id of ids) this.#underWay.add(id)
    this.#mostUnderWay = Math.max(this.#mostUnderWay, this.#underWay.size)
  }

  /** A text that had been rejected and was completed by another one counts again. */
  #published(texts: readonly string[], milliseconds: Milliseconds): void {
    this.#ended(texts)
    for (const id of texts) {
      this.#count(id, (counts) => {
        counts.succeeded += 1
        counts.reload.add(milliseconds)
      })
    }
    this.#sampleMemory()
  }

  #failed(ids: readonly string[]): void {
    for (const id of this.#ended(ids)) this.#count(id, (counts) => counts.failed++)
    this.#sampleMemory()
  }

  /** Those of the scripts whose texts were under way. */
  #ended(ids: readonly string[]): readonly string[] {
    return ids.filter((id) => this.#underWay.delete(id))
  }

  #count(id: string, add: (counts: Counts) => void): void {
    const counts = this.#scripts.get(id) ?? new Counts()
    this.#scripts.set(id, counts)
    add(counts)
    add(this.#all)
  }

  #sampleFrame(): void {
    const { behaviours, work } = this.#state
    const spent = behaviours.frame.reconcileMilliseconds + work.feltBefore
    if (spent > this.#worstFrame) this.#worstFrame = spent
  }

  #sampleMemory(): void {
    const memory = this.#memory?.()
    if (memory !== undefined) this.#peakMemory = Math.max(this.#peakMemory ?? 0, memory)
  }
}

/** Behaviours that were closed cannot be inspected, and have none. */
function liveTimers(behaviours: Behaviours): number {
  try {
    return behaviours.inspect().reduce((sum, { timers }) => sum + timers, 0)
  } catch {
    return 0
  }
}

/** What is counted for one script, and for all. */
class Counts {
  succeeded = 0
  failed = 0
  rollbacks = 0
  faults = 0
  readonly reload = new DurationMeter()

  get reloads(): ScriptStats['reloads'] {
    const { succeeded, failed } = this
    return { total: succeeded + failed, succeeded, failed }
  }
}
