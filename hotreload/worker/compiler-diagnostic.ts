// Compiler diagnostics: esbuild's messages as diagnostics, with columns as editors count them.

import type { CompileRequest, Diagnostic, SourceLocation } from 'tickswap/hotreload'
import type { TransformLocation, TransformMessage } from './transform.ts'
import { utf16Length } from './utf16-length.ts'

type Explanation = Pick<Diagnostic, 'code' | 'message' | 'suggestion'>

/** What esbuild says in terms of its output format, said in terms of scripts. */
const explanations: readonly {
  readonly when: (message: TransformMessage) => boolean
  readonly say: Explanation
}[] = [
  {
    when: (message) => message.text.startsWith('Top-level await'),
    say: {
      code: 'top-level-await',
      message:
        'A script cannot use "await" at its top level: it must be whole before the frame it goes live in.',
      suggestion: 'Start the work in setup, or await it in a host module and import the result.',
    },
  },
  {
    when: (message) => message.id === 'empty-import-meta',
    say: {
      code: 'import-meta',
      message: 'A script cannot use "import.meta": what runs after an edit has no URL and no environment.',
      suggestion: 'Read it in a host module and import the result.',
    },
  },
]

/** One message of esbuild's. Its locations are lines from 1 and columns in UTF-8 bytes from 0. */
export function compilerDiagnostic(
  script: CompileRequest,
  severity: Diagnostic['severity'],
  message: TransformMessage,
): Diagnostic {
  const explained = explanations.find(({ when }) => when(message))?.say
  const suggestion = message.location?.suggestion
  const notes = explained ? [] : message.notes.flatMap((note) => noteText(script, note))
  return {
    severity,
    stage: 'compile',
    code: message.id || 'syntax',
    script: script.id,
    message: message.text,
    ...(message.location && { location: sourceLocation(script, message.location) }),
    ...(suggestion && { suggestion }),
    ...(notes.length > 0 && { notes }),
    ...explained,
  }
}

/** The note in one line; none if it is about esbuild's options, which no script's author can change. */
function noteText(script: CompileRequest, note: TransformMessage['notes'][number]): string[] {
  if (!note.location) return [note.text]
  if (note.location.file !== script.file) return []
  const { file, line, column, lineText } = sourceLocation(script, note.location)
  return [`${note.text} ${file}:${line}:${column}: ${lineText.trim()}`]
}

function sourceLocation(script: CompileRequest, location: TransformLocation): SourceLocation {
  const { line, column, length, lineText } = location
  const before = utf16Length(lineText, 0, column)
  return {
    file: script.file,
    line,
    column: before + 1,
    length: utf16Length(lineText, before, length),
    lineText,
  }
}
