// problem: a diagnostic of the pipeline, as the editor underlines it and as people read it.

import type { Diagnostic as EditorDiagnostic } from '@codemirror/lint'
import type { Text } from '@codemirror/state'
import { type Diagnostic, shownLine, shownText } from 'tickswap/hotreload'

/** Where it is and what it says: `wander.ts:12:9  Expected ";" but found "x"`. */
export function problemText({ script, location, message, replacement, hint }: Diagnostic): string {
  const place = location ? `${location.file}:${location.line}:${location.column}` : script
  const advice = `${replacement ? ` (write "${replacement}")` : ''}${hint ? ` ${hint}` : ''}`
  return shownText(`${shownLine(place)}  ${message}${advice}`)
}

/**
 * The same for CodeMirror. The document may have changed since, so that places are kept inside it.
 */
export function editorProblem(diagnostic: Diagnostic, document: Text): EditorDiagnostic {
  const { line, column, length } = diagnostic.location ?? { line: 1, column: 1, length: 0 }
  const { from, to } = document.line(Math.min(Math.max(1, line), document.lines))
  const start = Math.min(from + Math.max(0, column - 1), to)
  const end = Math.min(start + Math.max(1, length), to)
  return {
    from: start === end ? Math.max(from, start - 1) : start,
    to: end,
    severity: diagnostic.severity,
    message: shownText(diagnostic.message),
  }
}
