// splitLines: the lines of a text, as JavaScript counts them.

/** `\n`, `\r`, `\r\n`, and the line and paragraph separators, which end a line of JavaScript too. */
const LINE_BREAK = /\r\n?|[\n\u2028\u2029]/
const LINE_BREAKS = new RegExp(LINE_BREAK, 'g')

/** The lines of a text without their line breaks: at most `most` of them. */
export function splitLines(text: string, most?: number): string[] {
  return text.split(LINE_BREAK, most)
}

/** The offset at which each line of a text starts. */
export function lineStarts(text: string): number[] {
  const ends = Array.from(text.matchAll(LINE_BREAKS), ({ 0: lineBreak, index }) => {
    return index + lineBreak.length
  })
  return [0, ...ends]
}

/** How much of one line goes with each problem of it: a text may be one line of a megabyte. */
const MAX_SHOWN = 2_000

/** The line as a location carries it: of a very long one, its beginning. */
export function shownLine(line: string): string {
  return line.length > MAX_SHOWN ? line.slice(0, MAX_SHOWN) : line
}
