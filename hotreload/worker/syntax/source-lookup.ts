// Source lookup: where in the script's text a place in the transformed code comes from.

import {
  decodedMappings,
  originalPositionFor,
  type SourceMapSegment,
  TraceMap,
} from '@jridgewell/trace-mapping'
import type { SourceLocation } from 'tickswap/hotreload'
import type { CompileRequest } from 'tickswap/hotreload/adapters'
import { lineStarts, shownLine, splitLines } from 'tickswap/hotreload/adapters'
import type { TransformMap } from '../transform/transform.ts'

/** How far to search in one line: it may have a megabyte, and as many things to find. */
const MAX_SEARCHED = 2_000

/** Finds places in a script's text through the source map that came with its code. */
export class SourceLookup {
  readonly #file: string
  readonly #lines: readonly string[]
  readonly #trace: TraceMap
  readonly #lineStarts: readonly number[]

  constructor({ file, text }: CompileRequest, code: string, { names, mappings }: TransformMap) {
    this.#file = file
    this.#lines = splitLines(text)
    this.#trace = new TraceMap({ version: 3, sources: [file], names: [...names], mappings })
    this.#lineStarts = lineStarts(code)
  }

  /**
   * The map: a list of segments for each line of the code. Changing it makes further lookups wrong.
   */
  get mappings(): readonly SourceMapSegment[][] {
    return decodedMappings(this.#trace)
  }

  /** Where `offset` in the code comes from; undefined if the map has no answer. */
  location(offset: number, length = 0): SourceLocation | undefined {
    const found = this.#placeOf(offset)
    return found && this.#location(found.line, found.column, length)
  }

  /**
   * The first match of `pattern` in the text's line from where `offset` comes from; without one,
   * that place.
   */
  find(offset: number, pattern: RegExp): SourceLocation | undefined {
    const found = this.#placeOf(offset)
    if (!found) return undefined
    const { line, column } = found
    const rest = (this.#lines[line - 1] ?? '').slice(column, column + MAX_SEARCHED)
    const match = pattern.exec(rest)
    return match
      ? this.#location(line, column + match.index, match[0].length)
      : this.#location(line, column, 0)
  }

  /** The line, counted from 1, and the column, counted from 0. */
  #placeOf(offset: number): { readonly line: number; readonly column: number } | undefined {
    const generated = this.#lineOf(offset)
    const column = offset - (this.#lineStarts[generated] ?? 0)
    const found = originalPositionFor(this.#trace, { line: generated + 1, column })
    return found.line === null ? undefined : found
  }

  #location(line: number, column: number, length: number): SourceLocation {
    const lineText = shownLine(this.#lines[line - 1] ?? '')
    return { file: this.#file, line, column: column + 1, length, lineText }
  }

  /** The line, counted from 0, that `offset` is on. */
  #lineOf(offset: number): number {
    let low = 0
    let high = this.#lineStarts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return low
  }
}
