// Text places: where a problem stands that concerns a whole text.

import type { SourceLocation } from '../contracts/diagnostic.ts'
import { shownLine, splitLines } from './split-lines.ts'

const DEFAULT_EXPORT = /^[ \t]*export\s+default\b/m

/** The beginning of a text. */
export function textStart(file: string, text: string): SourceLocation {
  const lineText = shownLine(splitLines(text, 1)[0] ?? '')
  return { file, line: 1, column: 1, length: 0, lineText }
}

/** Where the default export is written, as far as that can be seen; else the beginning. */
export function defaultExportPlace(file: string, text: string): SourceLocation {
  const found = DEFAULT_EXPORT.exec(text)
  if (!found) return textStart(file, text)
  const line = splitLines(text.slice(0, found.index)).length
  const lineText = shownLine(splitLines(text.slice(found.index), 1)[0] ?? '')
  const column = lineText.search(/\S/) + 1
  return { file, line, column, length: 'export default'.length, lineText }
}
