// The decision log: the last decisions about all scripts, with their reasons, taken from events.

import { errorMessage, type Fault, type FieldChange, record } from 'tickswap'
import type { Reason } from '../contracts/reason.ts'
import type { Decision } from '../events/decision.ts'
import type { HotReloadEvents } from '../events/hot-reload-events.ts'
import type { PipelineState } from '../state/pipeline-state.ts'
import { asSentence, quotedNames } from '../text/name-list.ts'

const LOGGED = 200

/** Of so many scripts, what becomes of their fields is asked at once; of more, piece by piece. */
const ASKED_AT_ONCE = 10

type Entry = { -readonly [Key in keyof Decision]: Decision[Key] }

/** What may be left out of an entry. */
type NewEntry = Pick<Decision, 'id' | 'decision' | 'reason'> & Partial<Pick<Decision, 'version'>>

/** Keeps decisions as long as the hot reload emits events. */
export class DecisionLog {
  readonly #state: PipelineState
  /**
   * Oldest first, and a few more than are shown: to cut them off one by one would copy the log
   * every time.
   */
  #entries: Entry[] = []
  readonly #last = new Map<string, Decision>()

  constructor(state: PipelineState) {
    const { events } = state
    this.#state = state
    events.on('published', (event) => this.#published(event))
    events.on('unchanged', ({ ids, reason = NO_REASON }) => this.#all(ids, 'unchanged', reason))
    events.on('rejected', (event) => this.#rejected(event))
    events.on('removed', ({ ids }) => this.#all(ids, 'removed', REMOVED))
    events.on('failed', ({ ids = [], error }) => this.#all(ids, 'lost', lost(error)))
    events.on('committed', ({ id, version, reason }) => {
      this.#note({
        id,
        decision: 'committed',
        version,
        reason: { code: 'proven', sentence: asSentence(reason) },
      })
    })
    events.on('faulted', ({ fault }) => this.#faulted(fault))
    events.on('rolledBack', ({ id, to, by, reason }) => {
      if (by === 'fault') return
      this.#note({
        id,
        decision: 'rolledBack',
        version: to,
        reason: { code: 'by-hand', sentence: reason },
      })
    })
  }

  /** The last ones, newest first; of one script, or of all. */
  list(id?: string): readonly Decision[] {
    const newest = this.#entries.slice(-LOGGED).reverse()
    return id === undefined ? newest : newest.filter((entry) => entry.id === id)
  }

  /** The last one about a script, also if the log has forgotten it. */
  last(id: string): Decision | undefined {
    return this.#last.get(id)
  }

  #published({ versions, reasons = record() }: HotReloadEvents['published']): void {
    const entries = Object.entries(versions).map(([id, version]) => {
      const reason = reasons[id] ?? NO_REASON
      const decision = reason.code === 'restored' ? 'restored' : 'published'
      return this.#note({ id, decision, version, reason })
    })
    const shown = entries.slice(-LOGGED)
    if (shown.length > ASKED_AT_ONCE) this.#fillInLater(shown)
    else for (const entry of shown) entry.changes = this.#changesOf(entry)
  }

  #fillInLater(entries: readonly Entry[]): void {
    const { work } = this.#state
    for (const entry of entries) {
      work
        .do(() => this.#changesOf(entry))
        .then((changes) => {
          entry.changes = changes
        })
        // The behaviours were closed.
        .catch(() => {})
    }
  }

  /** They are known as long as the version proves itself. */
  #changesOf({ id, version }: Decision): readonly FieldChange[] {
    const report = this.#state.behaviours.inspect(id)
    return report.version === version ? report.changes : []
  }

  #rejected({ ids, diagnostics }: HotReloadEvents['rejected']): void {
    const broken = [...new Set(diagnostics.map(({ script }) => script))]
    for (const id of ids) {
      const own = diagnostics.find(({ script }) => script === id)
      const reason = own ? { code: own.code, sentence: own.message } : pendingFor(broken)
      this.#note({ id, decision: 'rejected', reason })
    }
  }

  #faulted({ id, version, outcome, hook, message }: Fault): void {
    if (outcome === 'released') return
    this.#note({
      id,
      decision: outcome,
      version,
      reason: { code: `fault-in-${hook}`, sentence: message },
    })
  }

  #all(ids: readonly string[], decision: Decision['decision'], reason: Reason): void {
    for (const id of ids) this.#note({ id, decision, reason })
  }

  #note(decision: NewEntry): Entry {
    const entry: Entry = { version: undefined, changes: [], ...decision, time: this.#state.now() }
    this.#entries.push(entry)
    if (this.#entries.length > 2 * LOGGED) this.#entries = this.#entries.slice(-LOGGED)
    this.#last.set(entry.id, entry)
    return entry
  }
}

const NO_REASON: Reason = { code: 'unknown', sentence: 'No reason recorded.' }

const REMOVED: Reason = {
  code: 'removed',
  sentence: 'Its file was removed, or its removal was requested.',
}

function pendingFor(broken: readonly string[]): Reason {
  return {
    code: 'pending',
    sentence: `It came together with ${quotedNames(broken)}, and goes live once that is fixed.`,
  }
}

function lost(error: unknown): Reason {
  const message = errorMessage(error)
  return {
    code: 'pipeline-failed',
    sentence: asSentence(`The hot reload itself failed: ${message}`),
  }
}
