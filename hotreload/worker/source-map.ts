// Source maps: keeps the map of compiled code right when text is put into its lines.

import { decodedMappings, encodedMappings, TraceMap } from '@jridgewell/trace-mapping'

/** Text that was put into the code, in front of what stood at `at`. It holds no line break. */
export interface InsertedText {
  readonly at: number
  readonly text: string
}

/**
 * The map of `code` after the insertions. Only columns change, so they are shifted where they stand: to compose two
 * maps would take longer than to compile the script.
 */
export function shiftColumns(map: string, code: string, inserted: readonly InsertedText[]): string {
  const trace = new TraceMap(map)
  const { sources, sourcesContent = [], names } = trace
  const mappings = decodedMappings(trace)
  const waiting = [...inserted].sort((a, b) => a.at - b.at)
  let lineStart = 0
  let next = 0
  for (const segments of mappings) {
    const lineEnd = code.indexOf('\n', lineStart) + 1 || code.length + 1
    let shift = 0
    for (const segment of segments) {
      for (let text = waiting[next]; text && text.at <= lineStart + segment[0]; text = waiting[++next]) {
        shift += text.text.length
      }
      segment[0] += shift
    }
    while ((waiting[next]?.at ?? lineEnd) < lineEnd) next++
    lineStart = lineEnd
  }
  const shifted = new TraceMap({ version: 3, sources, names, mappings: [...mappings] })
  return JSON.stringify({ version: 3, sources, sourcesContent, names, mappings: encodedMappings(shifted) })
}
