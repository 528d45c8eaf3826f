// Code tokens: how each word, sign and bracket of code changes how deep the next one is.

import type { Before, NestingLevels } from './nesting-levels.ts'
import { BRACKET, signWeight, wordKind, wordWeight } from './nesting-weights.ts'
import type { TextCursor } from './text-cursor.ts'

/** The word that was read at `at`: a name, a number, or a word of the language. */
export function readWord(levels: NestingLevels, cursor: TextCursor, word: string, at: number) {
  const { top } = levels
  const isProperty = cursor.text[at - 1] === '.' && cursor.text[at - 2] !== '.'
  const kind = isProperty ? 'name' : wordKind(word)
  const isBetween = kind === 'infix' && isAfterOperand(top.before)
  if (kind === 'case') levels.endStatement()
  if (!isBetween) startOperand(levels, cursor, word)
  if (kind === 'condition' || word === 'do') levels.deepenStatement(wordWeight(kind), at)
  else if (isBetween || kind !== 'infix') levels.deepen(wordWeight(kind), at)
  cursor.isNewLine = false
  if (word === 'namespace' || word === 'module') top.isNamespace = true
  if (kind === 'condition') top.before = 'condition'
  else if (kind === 'body') top.before = 'head'
  else if (kind === 'soft-prefix') top.before = 'soft-operator'
  else if (kind !== 'name' && (kind !== 'infix' || isBetween)) top.before = afterPrefix(top.before)
  else top.before = 'operand'
}

/** `for await (…)`. */
function afterPrefix(before: Before): Before {
  return before === 'condition' ? 'condition' : 'operator'
}

/**
 * To be called before an operand. Two in a row, on two lines or after a `}`, belong to two
 * statements. What may also continue the expression, such as `(`, must not be handed to this.
 */
export function startOperand(levels: NestingLevels, cursor: TextCursor, word = ''): void {
  const { top } = levels
  const isNext = top.before === 'brace' || (top.before === 'operand' && cursor.isNewLine)
  if (word === 'else') top.statement = Math.max(top.statement, top.ended)
  else if (isNext && word !== 'catch' && word !== 'finally') levels.endStatement()
}

export function endOperand(levels: NestingLevels, cursor: TextCursor): void {
  levels.top.before = 'operand'
  cursor.isNewLine = false
}

/** An opening bracket, at the cursor. */
export function openBracket(levels: NestingLevels, cursor: TextCursor, kind: '(' | '[' | '{') {
  if (kind === '{') startOperand(levels, cursor)
  const { before, kind: around } = levels.top
  const isCondition = kind === '(' && before === 'condition'
  const isValue =
    before === 'operator' || before === 'soft-operator' || (before === 'start' && around !== '{')
  levels.open(kind, cursor.at++, BRACKET, { isCondition, isBlock: kind === '{' && !isValue })
  cursor.isNewLine = false
}

/** A closing bracket. One that does not fit is a syntax error, after which nothing counts. */
export function closeBracket(levels: NestingLevels, cursor: TextCursor): void {
  const closed = levels.close()
  const { top } = levels
  cursor.at++
  cursor.isNewLine = false
  top.isAfterBlock = closed?.isBlock === true
  top.before = closed?.kind === '{' ? 'brace' : closed?.isCondition ? 'head' : 'operand'
}

/** Any other sign, read at `at`. */
export function readSign(
  levels: NestingLevels,
  cursor: TextCursor,
  sign: string,
  at: number,
  hasTypes: boolean,
): void {
  const { top } = levels
  const isPostfix = /^(?:\+\+|--|!)$/.test(sign) && isAfterOperand(top.before) && !cursor.isNewLine
  cursor.isNewLine = false
  if (sign === ';') {
    levels.endStatement()
    top.before = 'start'
    return
  }
  if (!isPostfix) top.before = sign === '=>' ? 'arrow' : 'operator'
  // Between `<` and `>` it separates types.
  if (sign === ',' && top.angles === 0) {
    levels.endExpression()
    return
  }
  if (hasTypes && sign === '<') top.angles += BRACKET
  if (hasTypes && sign === '>') top.angles = Math.max(0, top.angles - BRACKET)
  levels.deepen(signWeight(sign, top.isNamespace), at)
}

export function isAfterOperand(before: Before): boolean {
  return before === 'operand' || before === 'brace'
}
