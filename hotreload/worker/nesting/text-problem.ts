// textProblem: refuses a text that no parser should see, for its size or for its nesting.

import type { Diagnostic } from 'tickswap/hotreload'
import { type CompileRequest, isTooLarge, tooLarge, utf8Length } from 'tickswap/hotreload/adapters'
import { nestingProblem } from './nesting-problem.ts'

/**
 * Why the text must not be handed to a parser; undefined if it may be. The compile service asks;
 * so must everybody else who has a script parsed.
 */
export function textProblem(script: CompileRequest): Diagnostic | undefined {
  const { id, file, text } = script
  if (!isTooLarge(text)) return nestingProblem(script)
  return { severity: 'error', script: id, ...tooLarge(file, utf8Length(text)) }
}
