// deepestNesting: how deep a text nests, and where, without a parser that could overflow.

import type { ScriptLanguage } from '../transform/script-language.ts'
import {
  closeBracket,
  endOperand,
  openBracket,
  readSign,
  readWord,
  startOperand,
} from './code-tokens.ts'
import { isElementStart, openElement, readContent, readTag } from './element-tokens.ts'
import { endOfRegExp, endOfString } from './literal-end.ts'
import { type DeepestPlace, NestingLevels } from './nesting-levels.ts'
import { GROUP } from './nesting-weights.ts'
import { endOfLine, TextCursor } from './text-cursor.ts'

const WORD = /[\p{ID_Continue}$\\#\u200c\u200d]+/uy
const SIGNS =
  /[*]{2}=|>>>=|>>=|<<=?|===|!==|&&=?|\|\|=?|\?\?=?|\?\.(?!\d)|=>|[-+*/%&|^!=<>]=|\+\+|--|[*]{2}|\.{3}|./sy
const TEMPLATE_TEXT = /[^`\\$]+/y

/**
 * Reads the text up to its end, or to the first place that is deeper than `limit`, in units of
 * `BRACKET`. It knows enough of JavaScript, TypeScript and JSX to tell code from other text, and
 * statements from parts of them; where it cannot know, it takes the deeper meaning. Linear in the
 * length of the text.
 */
export function deepestNesting(
  text: string,
  language: ScriptLanguage,
  limit: number,
): DeepestPlace {
  const levels = new NestingLevels()
  const cursor = new TextCursor(text)
  const reader = new CodeReader(levels, cursor, language)
  if (text.startsWith('#!')) cursor.at = endOfLine(text, 0)
  while (!cursor.isAtEnd && levels.deepest.depth <= limit) {
    const { kind } = levels.top
    if (kind === 'template') readTemplate(levels, cursor)
    else if (kind === 'tag') readTag(levels, cursor)
    else if (kind === 'content') readContent(levels, cursor)
    else reader.read()
  }
  return levels.deepest
}

/** Reads what is code, one token at a time. */
class CodeReader {
  readonly #levels: NestingLevels
  readonly #cursor: TextCursor
  readonly #hasTypes: boolean
  readonly #hasElements: boolean
  /** Neither a string nor a regular expression ends before this. */
  #noEndBefore = { string: 0, regExp: 0 }

  constructor(levels: NestingLevels, cursor: TextCursor, language: ScriptLanguage) {
    this.#levels = levels
    this.#cursor = cursor
    this.#hasTypes = language.startsWith('ts')
    this.#hasElements = language.endsWith('x')
  }

  read(): void {
    const levels = this.#levels
    const cursor = this.#cursor
    if (cursor.skipBlank()) return
    const { at, text } = cursor
    const word = cursor.take(WORD)
    const unit = text[at]
    if (word !== '') readWord(levels, cursor, word, at)
    else if (unit === '"' || unit === "'") this.#readString(at)
    else if (unit === '`') levels.open('template', cursor.at++, 0)
    else if (unit === '(' || unit === '[' || unit === '{') openBracket(levels, cursor, unit)
    else if (unit === ')' || unit === ']' || unit === '}') closeBracket(levels, cursor)
    else if (unit === '<' && this.#startsElement()) openElement(levels, cursor)
    else if (unit !== '/' || !this.#readRegExp(at))
      readSign(levels, cursor, cursor.take(SIGNS), at, this.#hasTypes)
  }

  /** What a string without an end hides may be code after all. */
  #readString(at: number): void {
    const cursor = this.#cursor
    startOperand(this.#levels, cursor)
    cursor.at = at + 1
    if (at >= this.#noEndBefore.string) {
      const end = endOfString(cursor.text, at)
      if (end === undefined) this.#noEndBefore.string = endOfLine(cursor.text, at)
      else cursor.at = end
    }
    endOperand(this.#levels, cursor)
  }

  #startsElement(): boolean {
    if (!this.#hasElements || !this.#expectsOperand()) return false
    return isElementStart(this.#cursor, this.#hasTypes)
  }

  /** Whether what follows is no operator; after a block, a statement may start. */
  #expectsOperand(): boolean {
    const { before, isAfterBlock } = this.#levels.top
    if (before === 'brace') return isAfterBlock
    return before !== 'operand' && before !== 'soft-operator'
  }

  /** Reads a regular expression; false if the slash is an operator. */
  #readRegExp(at: number): boolean {
    const levels = this.#levels
    const cursor = this.#cursor
    if (at < this.#noEndBefore.regExp || !this.#expectsOperand()) return false
    const end = endOfRegExp(cursor.text, at)
    if (end === undefined) {
      this.#noEndBefore.regExp = endOfLine(cursor.text, at)
      return false
    }
    startOperand(levels, cursor)
    const weight = GROUP * groupsIn(cursor.text.slice(at, end))
    levels.deepen(weight, at)
    levels.deepen(-weight, at)
    cursor.at = end
    endOperand(levels, cursor)
    return true
  }
}

function readTemplate(levels: NestingLevels, cursor: TextCursor): void {
  const { at, text } = cursor
  if (cursor.take(TEMPLATE_TEXT) !== '') return
  cursor.at += text[at] === '\\' ? 2 : 1
  if (text[at] === '$' && text[at + 1] === '{') openBracket(levels, cursor, '{')
  if (text[at] !== '`') return
  levels.close()
  endOperand(levels, cursor)
}

/** How deep the groups and classes of a regular expression nest. */
function groupsIn(expression: string): number {
  let [groups, classes, deepest] = [0, 0, 0]
  for (const [unit] of expression.matchAll(/\\.|[()[\]]/gu)) {
    if (unit === '[') classes++
    else if (unit === ']') classes = Math.max(0, classes - 1)
    else if (classes === 0 && unit === '(') groups++
    else if (classes === 0 && unit === ')') groups--
    deepest = Math.max(deepest, groups + classes)
  }
  return deepest
}
