// The fault watch: what the engine tells of faults and commits, brought home to texts, live modules and history.

import type { BehaviourEvents, Fault } from 'tickswap'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { VersionRecord } from '../state/history.ts'
import { faultDiagnostic } from './fault-diagnostic.ts'
import type { Rollbacks, RollbacksParts } from './rollbacks.ts'

export interface FaultWatchParts extends RollbacksParts {
  readonly rollbacks: Rollbacks
}

/** Listens to the behaviours until `close`. */
export class FaultWatch {
  readonly #parts: FaultWatchParts
  readonly #unsubscribe: readonly (() => void)[]

  constructor(parts: FaultWatchParts) {
    this.#parts = parts
    this.#unsubscribe = [
      parts.behaviours.on('faulted', (fault) => this.#faulted(fault)),
      parts.behaviours.on('committed', (commit) => this.#committed(commit)),
    ]
  }

  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
  }

  #committed({ id, version, reason }: BehaviourEvents['committed']): void {
    const { history, problems, backups } = this.#parts
    const record = history.find(id, version)
    if (!record) return
    record.outcome = 'committed'
    record.reason = sentence(reason)
    problems.clearNote(id)
    backups.save(record.linked)
  }

  #faulted(fault: Fault): void {
    const { history, live, problems, events } = this.#parts
    const record = history.find(fault.id, fault.version)
    const diagnostic = faultDiagnostic(fault, record?.linked)
    const isTakenBack = fault.outcome === 'withdrawn' || fault.outcome === 'rolledBack'
    if (record && isTakenBack) this.#takeBack(fault, record, diagnostic)
    else if (live.linked(fault.id) && fault.outcome !== 'released') problems.note(diagnostic)
    if (record && fault.outcome === 'suspended') record.reason = fault.message
    events.emit('faulted', { diagnostic, fault })
    if (!isTakenBack) return
    const { id, version: from, runs: to, message: reason } = fault
    this.#parts.rollbacks.note({ id, from, to, by: 'fault', reason })
  }

  /** The version that runs again is the live one; the text that faulted is held back until it changes. */
  #takeBack(fault: Fault, record: VersionRecord, diagnostic: Diagnostic): void {
    const { live, problems, seen, now } = this.#parts
    const { id, linked } = record
    record.outcome = fault.outcome === 'withdrawn' ? 'withdrawn' : 'rolledBack'
    record.reason = fault.message
    record.fault = { diagnostic, time: now() }
    const isNewest = live.linked(id) === linked && !problems.isHeld(id)
    this.#revive(fault)
    if (!isNewest || !linked.module) return
    const members = new Map([[id, linked.module]])
    problems.clearNote(id)
    problems.hold({ members, blockedBy: new Set(), diagnostics: [diagnostic] })
    seen.forget(id)
  }

  #revive({ id, outcome, runs }: Fault): void {
    const { live, history, backups, now } = this.#parts
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

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`
}
