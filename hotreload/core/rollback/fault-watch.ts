// The fault watch: brings faults and commits of the engine home to texts, live modules and history.

import type { BehaviourEvents, Fault } from 'tickswap'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { VersionRecord } from '../state/history.ts'
import type { PipelineState } from '../state/pipeline-state.ts'
import { asSentence } from '../text/name-list.ts'
import { faultDiagnostic } from './fault-diagnostic.ts'
import type { Rollbacks } from './rollbacks.ts'

/** Listens to the behaviours until `close`. */
export class FaultWatch {
  readonly #state: PipelineState
  readonly #rollbacks: Rollbacks
  readonly #unsubscribe: readonly (() => void)[]

  constructor(state: PipelineState, rollbacks: Rollbacks) {
    const { behaviours } = state
    this.#state = state
    this.#rollbacks = rollbacks
    this.#unsubscribe = [
      behaviours.on('faulted', (fault) => this.#faulted(fault)),
      behaviours.on('committed', (commit) => this.#committed(commit)),
    ]
  }

  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
  }

  #committed({ id, version, reason }: BehaviourEvents['committed']): void {
    const { history, problems, backups } = this.#state
    const record = history.find(id, version)
    if (!record) return
    record.outcome = 'committed'
    record.reason = asSentence(reason)
    problems.clearNote(id)
    backups.save(record.linked)
  }

  #faulted(fault: Fault): void {
    const { history, live, problems, events } = this.#state
    const record = history.find(fault.id, fault.version)
    const diagnostic = faultDiagnostic(fault, record?.linked)
    const isTakenBack = fault.outcome === 'withdrawn' || fault.outcome === 'rolledBack'
    if (record && isTakenBack) this.#takeBack(fault, record, diagnostic)
    else if (live.linked(fault.id) && fault.outcome !== 'released') problems.note(diagnostic)
    if (record && fault.outcome === 'suspended') record.reason = fault.message
    events.emit('faulted', { diagnostic, fault })
    if (!isTakenBack) return
    const { id, version: from, runs: to, message: reason } = fault
    this.#rollbacks.note({ id, from, to, by: 'fault', reason })
  }

  /**
   * The version that runs again is the live one; the text that faulted is pending until it changes.
   */
  #takeBack(fault: Fault, record: VersionRecord, diagnostic: Diagnostic): void {
    const { live, problems, seen, now } = this.#state
    const { id, linked } = record
    record.outcome = fault.outcome === 'withdrawn' ? 'withdrawn' : 'rolledBack'
    record.reason = fault.message
    record.fault = { diagnostic, time: now() }
    const isNewest = live.linked(id) === linked && !problems.isPending(id)
    this.#revive(fault)
    if (!isNewest || !linked.module) return
    const members = new Map([[id, linked.module]])
    problems.clearNote(id)
    problems.addPending({ members, blockedBy: new Set(), diagnostics: [diagnostic] })
    seen.forget(id)
  }

  #revive({ id, outcome, runs }: Fault): void {
    const { live, history, backups, now } = this.#state
    // A definition that comes back while entities still run it does so under a new number.
    const renumbered = outcome === 'rolledBack' ? history.of(id).find(isRevivable) : undefined
    const running = history.current(id) ?? renumbered
    if (!running || live.linked(id) === running.linked) return
    live.replace([running.linked])
    live.setImports(running.linked)
    if (outcome !== 'rolledBack') return
    const record = history.publish({ ...running, number: runs, time: now() })
    if (record.outcome === 'committed') backups.save(record.linked)
  }
}

function isRevivable({ outcome, fault }: VersionRecord): boolean {
  return fault === undefined && (outcome === 'committed' || outcome === 'rolledBack')
}
