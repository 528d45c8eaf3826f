// splitLines: the lines of a text, as JavaScript counts them.

/**
 * `\n`, `\r`, `\r\n`, and the line and paragraph separators, which end a line of JavaScript too.
 */
const LINE_BREAK = /\r\n?|[\n\u2028\u2029]/

/** The lines of a text without their line breaks: at most `most` of them. */
export function splitLines(text: string, most?: number): string[] {
  return text.split(LINE_BREAK, most)
}
