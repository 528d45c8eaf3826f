// Oxc diagnostics: what Oxc's parser has against a text, as diagnostics.

import type { CompileRequest, Diagnostic, SourceLocation } from 'tickswap/hotreload'
import type { parseSync } from 'vite'

/** One problem, with the places that it is about, in UTF-16 units of the text. */
export type OxcError = ReturnType<typeof parseSync>['errors'][number]

/** What the parser says without saying of what. */
const UNNAMED = 'Unexpected token'
const LINE_BREAK = /\r\n?|\n/

/** The last place is where the problem is; the ones before it led there, such as the first of two declarations. */
export function oxcDiagnostic(
  script: CompileRequest,
  { message, labels, helpMessage }: OxcError,
): Diagnostic {
  const last = labels.at(-1)
  const notes = labels.slice(0, -1).map((label) => {
    const { file, line, column, lineText } = locationOf(script, label)
    return `${quoted(label.message ?? 'See')}: ${file}:${line}:${column}: ${lineText.trim()}`
  })
  return {
    severity: 'error',
    stage: 'compile',
    code: 'syntax',
    script: script.id,
    message: last && message === UNNAMED ? unexpected(script.text, last) : quoted(message),
    ...(last && { location: locationOf(script, last) }),
    ...(helpMessage && { suggestion: quoted(helpMessage) }),
    ...(notes.length > 0 && { notes }),
  }
}

function unexpected(text: string, { start, end }: OxcError['labels'][number]): string {
  const token = text.slice(start, end)
  return token === '' ? 'Unexpected end of file' : `Unexpected "${token}"`
}

function locationOf(
  { file, text }: CompileRequest,
  { start, end }: OxcError['labels'][number],
): SourceLocation {
  const before = text.slice(0, start).split(LINE_BREAK)
  const column = before.at(-1)?.length ?? 0
  const lineText = text.slice(start - column).split(LINE_BREAK, 1)[0] ?? ''
  return { file, line: before.length, column: column + 1, length: end - start, lineText }
}

/** As all other messages write the names of things. */
function quoted(message: string): string {
  return message.replace(/`([^`]+)`/g, '"$1"')
}
