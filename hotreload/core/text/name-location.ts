// Name location: where an imported name stands in its import statement.

import type { SourceLocation } from '../contracts/diagnostic.ts'
import { shownLine, splitLines } from './split-lines.ts'

const word = /[\p{ID_Continue}$]+/gu
const statementStart = /^\s*(?:import|export)\b/

/**
 * The place of `name` in the import or export statement whose specifier stands at `specifier`; the
 * specifier's own place if the name is not found.
 */
export function nameLocation(
  text: string,
  specifier: SourceLocation,
  name: string,
): SourceLocation {
  const lines = splitLines(text)
  for (let line = specifier.line; line > 0; line--) {
    const lineText = lines[line - 1] ?? ''
    const searched = line === specifier.line ? lineText.slice(0, specifier.column - 1) : lineText
    const found = [...searched.matchAll(word)].findLast((match) => match[0] === name)
    if (found) {
      const [column, length] = [found.index + 1, name.length]
      return { ...specifier, line, column, length, lineText: shownLine(lineText) }
    }
    if (statementStart.test(searched)) return specifier
  }
  return specifier
}
