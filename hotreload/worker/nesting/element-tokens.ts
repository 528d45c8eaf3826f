// Element tokens: JSX, whose text is no code and whose elements nest.

import { endOperand } from './code-tokens.ts'
import { endOfAttribute } from './literal-end.ts'
import type { NestingLevels } from './nesting-levels.ts'
import { BRACKET, ELEMENT } from './nesting-weights.ts'
import type { TextCursor } from './text-cursor.ts'

const TYPE_PARAMETERS = /<\s*(?:const\s+)?[\p{ID_Continue}$]+\s*(?:,|=[^>]|extends\b)/uy
const TAG_START = /<\s*(?:[\p{ID_Start}$_>]|\/[/*])/uy
const NAME = /[\p{ID_Continue}$:-]+/uy
const TEXT = /[^{<]+/y

/** Whether an element starts at the cursor, where an operand is expected. */
export function isElementStart(cursor: TextCursor, hasTypes: boolean): boolean {
  if (hasTypes && cursor.matches(TYPE_PARAMETERS)) return false
  return cursor.matches(TAG_START)
}

export function openElement(levels: NestingLevels, cursor: TextCursor): void {
  levels.open('tag', cursor.at++, ELEMENT)
}

/** Reads a part of a tag: its name, an attribute, or its end. */
export function readTag(levels: NestingLevels, cursor: TextCursor): void {
  if (cursor.skipBlank() || cursor.take(NAME) !== '') return
  const { at, text } = cursor
  const unit = text[at]
  if (unit === '{') levels.open('{', cursor.at++, BRACKET)
  else if (unit === '<') openElement(levels, cursor)
  else if (unit === '"' || unit === "'") cursor.at = endOfAttribute(text, at)
  else if (text.startsWith('/>', at)) {
    cursor.at += 2
    endElement(levels, cursor)
  } else {
    levels.deepen(1, cursor.at++)
    if (unit === '>') levels.top.kind = 'content'
  }
}

/** Reads a part of what stands between two tags: text, an element, or an expression. */
export function readContent(levels: NestingLevels, cursor: TextCursor): void {
  const { at, text } = cursor
  if (cursor.take(TEXT) !== '') return
  cursor.at++
  if (text[at] === '{') levels.open('{', at, BRACKET)
  else {
    while (cursor.skipBlank());
    if (text[cursor.at] === '/') {
      const end = text.indexOf('>', cursor.at)
      cursor.at = end < 0 ? text.length : end + 1
      endElement(levels, cursor)
    } else levels.open('tag', at, ELEMENT)
  }
}

function endElement(levels: NestingLevels, cursor: TextCursor): void {
  levels.close()
  endOperand(levels, cursor)
}
