// textWidth: how many columns a text takes in a terminal, or in any fixed-width font.

const MARK = /\p{M}/u

/** Narrow all the same: parts of Hangul syllables, and half-width forms. */
const NARROW_LETTER = /[\u1160-\u11ff\u303f\ud7b0-\ud7ff\uff61-\uffdc]/

/** Two columns, by what JavaScript knows of Unicode. */
const WIDE_LETTER =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Bopo}\p{sc=Yiii}\p{Emoji_Presentation}]/u

/** The signs of those scripts, and full-width forms. */
const WIDE_SIGN = /[\u2ff0-\u33ff\u4dc0-\u4dff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6]/

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
  if (MARK.test(character)) return 0
  if (NARROW_LETTER.test(character)) return 1
  return WIDE_LETTER.test(character) || WIDE_SIGN.test(character) ? 2 : 1
}
