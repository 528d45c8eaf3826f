// Rollbacks: takes a script to another of its kept versions, by hand, and logs every rollback.

import { isDefinition, TickswapError } from 'tickswap'
import type { Rollback } from '../events/rollback.ts'
import { missingVersion, unknownScript } from '../history/missing-version.ts'
import type { VersionRecord } from '../state/history.ts'
import { exportOf } from '../state/namespace.ts'
import type { PipelineState } from '../state/pipeline-state.ts'

const LOGGED = 100

/** The rollbacks of all scripts. */
export class Rollbacks {
  readonly #state: PipelineState
  #log: readonly Rollback[] = []

  constructor(state: PipelineState) {
    this.#state = state
  }

  /** The last ones, newest first. */
  get log(): readonly Rollback[] {
    return this.#log
  }

  /** Logs and reports one. */
  note(rollback: Omit<Rollback, 'time'>): Rollback {
    const noted = { ...rollback, time: this.#state.now() }
    this.#log = [noted, ...this.#log].slice(0, LOGGED)
    this.#state.events.emit('rolledBack', noted)
    return noted
  }

  /**
   * Costs the same however many entities there are: it publishes a definition that is there
   * already.
   */
  byHand(id: string, version: number | undefined): Rollback {
    const { behaviours, live, history, problems, seen, backups, now } = this.#state
    const target = this.#choose(id, version)
    const { linked } = target
    const definition = exportOf(linked.namespace, 'default')
    if (!isDefinition(definition))
      throw new TickswapError(`Version ${target.number} of "${id}" has no definition.`)
    const from = behaviours.inspect(id).version
    const left = history.current(id)
    const { versions } = behaviours.publish({ [id]: definition })
    const to = versions[id] ?? target.number
    live.replace([linked])
    live.setImports(linked)
    problems.clearFaults(id)
    seen.forget(id)
    const record = history.publish({ id, number: to, time: now(), linked })
    const isBack = target.number < from
    const reason = `Rolled ${isBack ? 'back' : 'forward'} to version ${to} by hand.`
    if (left && isBack) Object.assign(left, { outcome: 'rolledBack', reason })
    if (record.outcome === 'committed') backups.save(linked)
    return this.note({ id, from, to, by: 'hand', reason })
  }

  #choose(id: string, version: number | undefined): VersionRecord {
    const { behaviours, history } = this.#state
    const records = history.of(id)
    if (records.length === 0) throw unknownScript(id, history.scripts)
    const current = behaviours.inspect(id).version
    const target =
      version === undefined
        ? records.find(({ number, outcome }) => number < current && outcome === 'committed')
        : history.find(id, version)
    if (!target) {
      const wanted =
        version === undefined ? `committed version before ${current}` : `version ${version}`
      throw missingVersion(id, wanted, records)
    }
    if (target.number === current)
      throw new TickswapError(`Version ${current} of "${id}" is current already.`)
    if (target.outcome !== 'withdrawn') return target
    throw new TickswapError(
      `Version ${target.number} of "${id}" was withdrawn, so it cannot run again; change its ` +
        `text instead. ${target.reason}`,
    )
  }
}
