// nestingProblem: refuses a text that nests too deeply for a parser.

import type { Diagnostic, SourceLocation } from 'tickswap/hotreload'
import { type CompileRequest, shownLine, splitLines } from 'tickswap/hotreload/adapters'
import { scriptLanguage } from '../transform/script-language.ts'
import { deepestNesting } from './deepest-nesting.ts'
import { BRACKET } from './nesting-weights.ts'

/**
 * In brackets. The deepest of 4,700 modules of packages, minified ones among them, has 38; the
 * least that ends a process with a stack of 1 MB (Windows) is about 600.
 */
const MAX_DEPTH = 256

/**
 * The error for a text that nests so deeply that a parser might run out of stack. Native ones would
 * end their process, with the game or the server in it. What is chained (operators, calls, `else`)
 * counts as a part of a bracket.
 */
export function nestingProblem(script: CompileRequest): Diagnostic | undefined {
  const limit = MAX_DEPTH * BRACKET
  const { depth, offset } = deepestNesting(script.text, scriptLanguage(script.file), limit)
  return depth > limit ? tooNested(script, placeOf(script, offset)) : undefined
}

/** The same, for a text that passed, and that a parser with a smaller stack could not take. */
export function overflowProblem(script: CompileRequest): Diagnostic {
  const { offset } = deepestNesting(
    script.text,
    scriptLanguage(script.file),
    Number.POSITIVE_INFINITY,
  )
  return tooNested(script, placeOf(script, offset))
}

function tooNested({ id }: CompileRequest, location: SourceLocation): Diagnostic {
  return {
    severity: 'error',
    stage: 'safety',
    code: 'too-nested',
    script: id,
    message:
      `Script "${id}" nests too deeply here, with brackets in brackets or in chained ` +
      'expressions, for the stack of a compiler.',
    location,
    hint: 'Split the expression into parts with names, or load generated data in a host module.',
  }
}

function placeOf({ file, text }: CompileRequest, offset: number): SourceLocation {
  const lines = splitLines(text.slice(0, offset))
  const before = lines.at(-1) ?? ''
  const lineText = splitLines(text.slice(offset - before.length), 1)[0] ?? ''
  const [line, column] = [lines.length, before.length + 1]
  return { file, line, column, length: 1, lineText: shownLine(lineText) }
}
