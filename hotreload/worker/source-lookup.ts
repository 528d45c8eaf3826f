// Source lookup: where in the script's own text a node of the compiled code comes from.

import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import type { AnyNode } from 'acorn'
import type { CompileRequest, SourceLocation } from 'tickswap/hotreload'

export interface SourceLookup {
  /** Where the node comes from, if the map knows. */
  location(node: AnyNode, length: number): SourceLocation | undefined
  /** Where the specifier of an import stands, quotes included. */
  specifier(node: AnyNode): SourceLocation | undefined
  /** The source from the node's start on; empty if the map does not know it. */
  textFrom(node: AnyNode): string
}

/** Looks things up in the text of `script` through the source map that came with its code. */
export function createSourceLookup(script: CompileRequest, map: string): SourceLookup {
  const trace = new TraceMap(map)
  const lines = script.text.split(/\r\n?|\n/)
  const find = (node: AnyNode) => {
    if (!node.loc) return undefined
    const { line, column } = originalPositionFor(trace, node.loc.start)
    return line === null ? undefined : { line, column, lineText: lines[line - 1] ?? '' }
  }
  const location = (node: AnyNode, length: number) => {
    const found = find(node)
    return found && { ...found, file: script.file, column: found.column + 1, length }
  }
  return {
    location,
    specifier(node) {
      const found = location(node, 0)
      const quoted = found && /^(["'`]).*?\1/.exec(found.lineText.slice(found.column - 1))
      return quoted ? { ...found, length: quoted[0].length } : found
    },
    textFrom(node) {
      const found = find(node)
      if (!found) return ''
      return [found.lineText.slice(found.column), ...lines.slice(found.line, found.line + 2)].join('\n')
    },
  }
}
