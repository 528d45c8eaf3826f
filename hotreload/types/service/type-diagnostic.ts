// typeDiagnostic: one of TypeScript's messages as a diagnostic of the pipeline.

import type { Diagnostic, SourceLocation } from 'tickswap/hotreload'
import { splitLines } from 'tickswap/hotreload/adapters'
import type ts from 'typescript'

const replacementAtEnd = /\s+Did you mean '([^']+)'\?$/
const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u
const hintAtEnd = /\s+(Did you mean [^?]*\?)$/

/** What is merely unused is a warning: it rejects no version. */
export function typeDiagnostic(
  script: { readonly id: string; readonly file: string },
  problem: ts.Diagnostic,
): Diagnostic {
  const { category, code, messageText, file, start, length = 0, relatedInformation = [] } = problem
  const [headline, ...reasons] = sentencesOf(messageText)
  const related = relatedInformation.flatMap(({ messageText }) =>
    sentencesOf(messageText).slice(0, 1),
  )
  const { message, ...advice } = splitAdvice(
    headline ?? '',
    file?.text.slice(start, (start ?? 0) + length) ?? '',
  )
  const notes = [...reasons, ...related]
  return {
    severity: category === ERROR && !problem.reportsUnnecessary ? 'error' : 'warning',
    stage: 'types',
    code: `TS${code}`,
    script: script.id,
    message,
    ...(file && start !== undefined && { location: locationOf(script.file, file, start, length) }),
    ...advice,
    ...(notes.length > 0 && { notes }),
  }
}

/** `ts.DiagnosticCategory.Error`, without loading TypeScript. */
const ERROR: ts.DiagnosticCategory.Error = 1

function locationOf(
  file: string,
  source: ts.SourceFile,
  start: number,
  length: number,
): SourceLocation {
  const { line, character } = source.getLineAndCharacterOfPosition(start)
  const lineStart = source.getPositionOfLineAndCharacter(line, 0)
  const [lineText = ''] = splitLines(source.text.slice(lineStart), 1)
  return { file, line: line + 1, column: character + 1, length, lineText }
}

/** The message and the reasons nested in it, one sentence each. */
function sentencesOf(message: string | ts.DiagnosticMessageChain): readonly string[] {
  if (typeof message === 'string') return [message]
  return [message.messageText, ...(message.next ?? []).flatMap(sentencesOf)]
}

/**
 * TypeScript ends a message with what was probably meant: a name for the one that is `written`, or
 * something for another place.
 */
function splitAdvice(
  text: string,
  written: string,
): Pick<Diagnostic, 'message' | 'replacement' | 'hint'> {
  const replacement = replacementAtEnd.exec(text)
  if (replacement?.[1] && identifier.test(replacement[1]) && identifier.test(written))
    return { message: text.slice(0, replacement.index), replacement: replacement[1] }
  const hint = hintAtEnd.exec(text)
  return hint?.[1] ? { message: text.slice(0, hint.index), hint: hint[1] } : { message: text }
}
