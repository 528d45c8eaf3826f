// Source lookup: where in the script's text a place in the transformed code comes from.

import {
  decodedMappings,
  originalPositionFor,
  type SourceMapSegment,
  TraceMap,
} from '@jridgewell/trace-mapping'
import type { SourceLocation } from 'tickswap/hotreload'
import type { CompileRequest } from 'tickswap/hotreload/adapters'
import { lineStarts, splitLines } from 'tickswap/hotreload/adapters'
import type { TransformMap } from '../transform/transform.ts'

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
    const generated = this.#lineOf(offset)
    const column = offset - (this.#lineStarts[generated] ?? 0)
    const found = originalPositionFor(this.#trace, { line: generated + 1, column })
    if (found.line === null) return undefined
    const lineText = this.#lines[found.line - 1] ?? ''
    return { file: this.#file, line: found.line, column: found.column + 1, length, lineText }
  }

  /**
   * The first match of `pattern` in the text's line from where `offset` comes from; without one,
   * that place.
   */
  find(offset: number, pattern: RegExp): SourceLocation | undefined {
    const from = this.location(offset)
    const match = from && pattern.exec(from.lineText.slice(from.column - 1))
    return match ? { ...from, column: from.column + match.index, length: match[0].length } : from
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
