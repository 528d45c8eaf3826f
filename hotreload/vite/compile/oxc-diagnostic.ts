// Oxc diagnostics: the errors of Oxc's parser as diagnostics.

import type { Diagnostic, SourceLocation } from 'tickswap/hotreload'
import type { CompileRequest } from 'tickswap/hotreload/adapters'
import { shownLine, splitLines } from 'tickswap/hotreload/adapters'
import type { parseSync } from 'vite'

/** One error, with the places that it is about, in UTF-16 units of the text. */
type OxcError = ReturnType<typeof parseSync>['errors'][number]

type Label = OxcError['labels'][number]

/** Messages about a token without its text. */
const UNEXPECTED = /^Unexpected token$/
const FOUND = /but found `[^`]+`$/
/** The one case in which the error is at the second place: the first is the valid declaration. */
const IS_VALID = /has already been declared here$/

/** The error at its place, with the other places that it is about as notes. */
export function oxcDiagnostic(
  script: CompileRequest,
  { message, labels, helpMessage }: OxcError,
): Diagnostic {
  const [first, second] = labels
  const place = second && IS_VALID.test(first?.message ?? '') ? second : first
  const notes = labels.flatMap((label) => (label === place ? [] : noteText(script, label)))
  return {
    severity: 'error',
    stage: 'compile',
    code: 'syntax',
    script: script.id,
    message: quoted(
      place ? withToken(message, script.text.slice(place.start, place.end)) : message,
    ),
    ...(place && { location: locationOf(script, place) }),
    ...(helpMessage && { hint: quoted(helpMessage) }),
    ...(notes.length > 0 && { notes }),
  }
}

/** Oxc names tokens by their kind: `Identifier`, `EOF`. */
function withToken(message: string, token: string): string {
  const named = token === '' ? 'end of file' : `"${token}"`
  return message
    .replace(UNEXPECTED, () => `Unexpected ${named}`)
    .replace(FOUND, () => `but found ${named}`)
}

function noteText(script: CompileRequest, label: Label): string[] {
  if (!label.message) return []
  const { file, line, column, lineText } = locationOf(script, label)
  return [`${quoted(label.message)}: ${file}:${line}:${column}: ${lineText.trim()}`]
}

function locationOf({ file, text }: CompileRequest, { start, end }: Label): SourceLocation {
  const before = splitLines(text.slice(0, start))
  const column = before.at(-1)?.length ?? 0
  const lineText = splitLines(text.slice(start - column), 1)[0] ?? ''
  return {
    file,
    line: before.length,
    column: column + 1,
    length: end - start,
    lineText: shownLine(lineText),
  }
}

/** With names in double quotes, as in all other messages. */
function quoted(message: string): string {
  return message.replace(/`([^`]+)`/g, '"$1"')
}
