// firstDiagnostics: the first few of many problems, so that one text cannot flood people or threads.

import type { Diagnostic } from 'tickswap/hotreload'

const MAX_DIAGNOSTICS = 20

/** Turns the first messages into diagnostics; the last of these says how many more there are. */
export function firstDiagnostics<Message>(
  messages: readonly Message[],
  diagnosticOf: (message: Message) => Diagnostic,
): readonly Diagnostic[] {
  const diagnostics = messages.slice(0, MAX_DIAGNOSTICS).map(diagnosticOf)
  const last = diagnostics.at(-1)
  const more = messages.length - diagnostics.length
  if (!last || more === 0) return diagnostics
  const notes = [...(last.notes ?? []), `And ${more.toLocaleString('en')} more.`]
  return [...diagnostics.slice(0, -1), { ...last, notes }]
}
