// Admission: lets changes in, or rejects them for their ids and files.

import { type Emitter, record, TickswapError } from 'tickswap'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { ChangedScript, ScriptChange } from '../contracts/source.ts'
import type { HotReloadEvents } from '../events/hot-reload-events.ts'
import { changeProblem } from '../text/script-id.ts'
import type { Intake } from './intake.ts'

/** Takes changes in, unless one of them could reach outside the scripts' folder: then none. */
export function admit(
  changes: readonly ScriptChange[],
  intake: Intake,
  events: Emitter<HotReloadEvents>,
): void {
  if (changes.length === 0) return
  const ids = changes.map(({ id }) => id)
  events.emit('changed', { ids, texts: record(Object.fromEntries(changes.flatMap(textOf))) })
  const diagnostics = changes.flatMap(unsafeId)
  if (diagnostics.length > 0) events.emit('rejected', { ids, diagnostics })
  else intake.add(changes)
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
