// shownText: a text from anywhere as people see it. What a terminal would obey, or nobody would
// see, becomes an escape; what is too long is cut.

/** Characters of a text that are shown, in UTF-16 units. */
const MOST_OF_A_TEXT = 1_000

/** The same for a line of a list, and for a name in a sentence. */
const MOST_OF_A_LINE = 300

/**
 * Control characters, line and paragraph separators, half surrogate pairs, and all that Unicode
 * calls ignorable: marks of direction, joiners, spaces without width. An emoji may keep the selector
 * that gives it its colours.
 */
const HIDDEN =
  /(?![\t\n])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufff9-\ufffb]|(?!(?<=\p{Extended_Pictographic})\ufe0f)\p{DI}/gu

const LINE_BREAKS = /\r\n?/g

/**
 * A text of several lines for a console, a page or a log: `\x1b`, `\u202e` and their like stand for
 * characters that are not sent. Tabs and line breaks stay. Of more than `most` UTF-16 units (1,000
 * by default) it has the beginning and says how many there are.
 *
 * Show what a script, a file or a socket may have chosen: messages, names, lines of code. Use it
 * where a text is shown, once. Diagnostics, notices and events have the texts as they are.
 *
 * @example `shownText('\u001b[2J') === '\\x1b[2J'`
 */
export function shownText(text: string, most = MOST_OF_A_TEXT): string {
  const end = text.length > most ? wholeEnd(text, most) : text.length
  const start = text.slice(0, end).replace(LINE_BREAKS, lineBreak).replace(HIDDEN, escapeOf)
  return end === text.length ? start : `${start}… (${characters(text)})`
}

/** The same in one line, for names and lists: line breaks are escapes too. `most` is 300. */
export function shownLine(text: string, most = MOST_OF_A_LINE): string {
  return shownText(text, most).replaceAll('\n', '\\n')
}

/** `1,048,576 characters` */
export function characters({ length }: string): string {
  return `${length.toLocaleString('en')} characters`
}

/** The index, or the one after it if that would part a surrogate pair. */
export function wholeEnd(text: string, index: number): number {
  return isInsidePair(text, index) ? index + 1 : index
}

/** The index, or the one before it if that would part a surrogate pair. */
export function wholeStart(text: string, index: number): number {
  return isInsidePair(text, index) ? index - 1 : index
}

function isInsidePair(text: string, index: number): boolean {
  return index > 0 && index < text.length && (text.codePointAt(index - 1) ?? 0) > 0xffff
}

/** Windows' line breaks are one; a carriage return alone goes back to the start of the line. */
function lineBreak(found: string): string {
  return found === '\r\n' ? '\n' : found
}

/** As JavaScript writes it. */
function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const digits = code.toString(16)
  if (code > 0xffff) return `\\u{${digits}}`
  return code > 0xff ? `\\u${digits.padStart(4, '0')}` : `\\x${digits.padStart(2, '0')}`
}
