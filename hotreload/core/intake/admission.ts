// Admission: lets a source's changes in, or rejects them for their ids, files and number.

import { type Emitter, record, TickswapError } from 'tickswap'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { ChangedScript, ScriptChange } from '../contracts/source.ts'
import type { HotReloadEvents } from '../events/hot-reload-events.ts'
import { changeProblem } from '../text/script-id.ts'
import { ScriptCount, tooManyScripts } from './script-count.ts'

/** The way of one source's changes: their ids and their number are checked, then the rate limits. */
export class Admission {
  readonly #events: Emitter<HotReloadEvents>
  readonly #take: (changes: readonly ScriptChange[]) => void
  readonly #count = new ScriptCount()

  /** `take` is handed what may come in. */
  constructor(events: Emitter<HotReloadEvents>, take: (changes: readonly ScriptChange[]) => void) {
    this.#events = events
    this.#take = take
  }

  /**
   * Takes changes in, but for scripts beyond the limit. If an id could reach outside the scripts'
   * folder, none is taken.
   */
  admit(changes: readonly ScriptChange[]): void {
    if (changes.length === 0) return
    this.#events.emit('changed', {
      ids: changes.map(({ id }) => id),
      texts: record(Object.fromEntries(changes.flatMap(textOf))),
    })
    const unsafe = changes.flatMap(unsafeId)
    if (unsafe.length > 0) this.#reject(changes, unsafe)
    else this.#take(this.#counted(changes))
  }

  /** Those for which there is room. */
  #counted(changes: readonly ScriptChange[]): readonly ScriptChange[] {
    const surplus: ScriptChange[] = []
    const counted = changes.filter((change) => this.#count.admits(change) || !surplus.push(change))
    if (surplus.length > 0) this.#reject(surplus, surplus.map(tooManyScripts))
    return counted
  }

  #reject(changes: readonly ScriptChange[], diagnostics: readonly Diagnostic[]): void {
    this.#events.emit('rejected', { ids: changes.map(({ id }) => id), diagnostics })
  }
}

/** Throws a `TickswapError` for the first initial script whose id or file cannot be one. */
export function rejectBadIds(known: readonly ChangedScript[]): void {
  for (const change of known) {
    const problem = changeProblem(change)
    if (problem) throw new TickswapError(`createHotReload: ${problem}`)
  }
}

function textOf(change: ScriptChange): [id: string, text: string][] {
  return 'text' in change ? [[change.id, change.text]] : []
}

function unsafeId(change: ChangedScript): Diagnostic[] {
  const message = changeProblem(change)
  if (!message) return []
  return [{ severity: 'error', stage: 'safety', code: 'bad-script-id', script: change.id, message }]
}
