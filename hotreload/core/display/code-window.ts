// The code window: the part of a source line that is shown around a place.

import type { SourceLocation } from '../contracts/diagnostic.ts'
import { characters, shownLine, wholeEnd, wholeStart } from './shown-text.ts'

/** A line up to this length, in UTF-16 units, is shown whole. */
const WHOLE_LINE = 100

/** How much is shown of a longer one. */
const WINDOW = 80

/** A line in three parts, ready to be shown: control characters are escapes. */
export interface CodeWindow {
  readonly before: string
  /** What the location spans; at least the character at its column, empty at the line's end. */
  readonly marked: string
  /** Says how long a line is that is not shown whole. */
  readonly after: string
}

/**
 * The line of a location, around its column. A column outside of the line counts as the nearest.
 */
export function codeWindow({ column, length, lineText }: CodePlace): CodeWindow {
  const place = wholeStart(lineText, within(column - 1, lineText.length))
  const isWhole = lineText.length <= WHOLE_LINE
  const start = isWhole ? 0 : wholeStart(lineText, Math.max(0, place - WINDOW / 2))
  const end = isWhole ? lineText.length : wholeEnd(lineText, start + WINDOW)
  const marked = wholeEnd(lineText, within(place + Math.max(1, length || 0), end))
  const part = (from: number, to: number) => shownLine(lineText.slice(from, to))
  return {
    before: `${start > 0 ? '…' : ''}${part(start, place)}`,
    marked: part(place, marked),
    after:
      part(marked, end) +
      (end < lineText.length ? '…' : '') +
      (isWhole ? '' : ` (${characters(lineText)})`),
  }
}

type CodePlace = Pick<SourceLocation, 'column' | 'length' | 'lineText'>

/** What is no number counts as 0. */
function within(index: number, most: number): number {
  return Math.max(0, Math.min(Math.trunc(index) || 0, most))
}
