// esbuild diagnostics: esbuild's messages as diagnostics, with columns counted as editors do.

import type { Diagnostic, SourceLocation } from 'tickswap/hotreload'
import { type CompileRequest, shownLine } from 'tickswap/hotreload/adapters'
import { utf16Length } from './utf16-length.ts'

/** One of esbuild's messages about a text. */
export interface EsbuildMessage {
  /** A stable name, such as `equals-nan`; empty for a syntax error. */
  readonly id: string
  readonly text: string
  readonly location: EsbuildLocation | null
  readonly notes: readonly { readonly text: string; readonly location: EsbuildLocation | null }[]
}

/** Where in the text: lines from 1, columns from 0 and lengths in UTF-8 bytes. */
export interface EsbuildLocation {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly length: number
  readonly lineText: string
  readonly suggestion: string
}

export function esbuildDiagnostic(
  script: CompileRequest,
  severity: Diagnostic['severity'],
  message: EsbuildMessage,
): Diagnostic {
  const suggestion = message.location?.suggestion
  const notes = message.notes.flatMap((note) => noteText(script, note))
  return {
    severity,
    stage: 'compile',
    code: message.id || 'syntax',
    script: script.id,
    message: message.text,
    ...(message.location && { location: sourceLocation(script, message.location) }),
    ...(suggestion && { replacement: suggestion }),
    ...(notes.length > 0 && { notes }),
  }
}

/**
 * The note in one line; none if it is about esbuild's options, which a script's author cannot
 * change.
 */
function noteText(script: CompileRequest, note: EsbuildMessage['notes'][number]): string[] {
  if (!note.location) return [note.text]
  if (note.location.file !== script.file) return []
  const { file, line, column, lineText } = sourceLocation(script, note.location)
  return [`${note.text} ${file}:${line}:${column}: ${lineText.trim()}`]
}

function sourceLocation(script: CompileRequest, location: EsbuildLocation): SourceLocation {
  const { line, column, length, lineText } = location
  const before = utf16Length(lineText, 0, column)
  return {
    file: script.file,
    line,
    column: before + 1,
    length: utf16Length(lineText, before, length),
    lineText: shownLine(lineText),
  }
}
