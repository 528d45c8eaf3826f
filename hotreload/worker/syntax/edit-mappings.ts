// editMappings: keeps the source map of a module's code correct when the code is edited.

import { encodedMappings, type SourceMapSegment, TraceMap } from '@jridgewell/trace-mapping'
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
  let lineStart = 0
  let newLineStart = 0
  for (const segments of mappings) {
    for (const segment of segments) {
      const offset = lineStart + segment[0]
      let edit = edits[next]
      while (edit && edit.end <= offset) {
        shift += edit.text.length - (edit.end - edit.start)
        edit = edits[++next]
      }
      if (edit && edit.start <= offset && (edit.start < offset || edit.text === '')) continue
      const place = offset + shift
      let lineEnd = edited.indexOf('\n', newLineStart)
      while (lineEnd >= 0 && lineEnd < place) {
        newLineStart = lineEnd + 1
        lineEnd = edited.indexOf('\n', newLineStart)
        moved.push([])
      }
      segment[0] = place - newLineStart
      moved.at(-1)?.push(segment)
    }
    lineStart = code.indexOf('\n', lineStart) + 1 || code.length + 1
  }
  return encodedMappings(new TraceMap({ version: 3, sources: [''], names: [], mappings: moved }))
}
