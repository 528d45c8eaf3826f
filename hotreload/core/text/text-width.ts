// textWidth: how many columns a text takes in a terminal, or in any fixed-width font.

import { eastAsianWidth } from 'get-east-asian-width'

const MARK = /\p{M}/u
const NARROW = /^[\t\x20-\x7e]*$/

/**
 * Columns of a text without control characters (see `shownText`): Chinese, Japanese and Korean
 * characters and emoji take two, accents none. A tab counts as one.
 */
export function textWidth(text: string): number {
  if (NARROW.test(text)) return text.length
  return Array.from(text, widthOf).reduce((sum, width) => sum + width, 0)
}

/** The start of a text that takes at most so many columns. */
export function textOfWidth(text: string, columns: number): string {
  let width = 0
  let end = 0
  for (const character of text) {
    width += widthOf(character)
    if (width > columns) break
    end += character.length
  }
  return text.slice(0, end)
}

function widthOf(character: string): number {
  return MARK.test(character) ? 0 : eastAsianWidth(character.codePointAt(0) ?? 0)
}
