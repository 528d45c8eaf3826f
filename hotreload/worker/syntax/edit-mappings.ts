// editMappings: keeps the source map of a module's code correct when the code is edited.

import { encodedMappings, type SourceMapSegment, TraceMap } from '@jridgewell/trace-mapping'
import { lineStarts } from 'tickswap/hotreload/adapters'
import type { TextEdit } from './text-edit.ts'

/** The mappings of `code` for `edited`, which is `code` after `edits`. These must be in order. */
export function editMappings(
  mappings: readonly SourceMapSegment[][],
  code: string,
  edits: readonly TextEdit[],
  edited: string,
): string {
  const moved: SourceMapSegment[][] = [[]]
  let next = 0
  let shift = 0
  const starts = lineStarts(code)
  const newStarts = lineStarts(edited)
  for (const [line, segments] of mappings.entries()) {
    for (const segment of segments) {
      const offset = (starts[line] ?? code.length) + segment[0]
      let edit = edits[next]
      while (edit && edit.end <= offset) {
        shift += edit.text.length - (edit.end - edit.start)
        edit = edits[++next]
      }
      if (edit && edit.start <= offset && (edit.start < offset || edit.text === '')) continue
      const place = offset + shift
      while ((newStarts[moved.length] ?? Number.POSITIVE_INFINITY) <= place) moved.push([])
      segment[0] = place - (newStarts[moved.length - 1] ?? 0)
      moved.at(-1)?.push(segment)
    }
  }
  return encodedMappings(new TraceMap({ version: 3, sources: [''], names: [], mappings: moved }))
}
