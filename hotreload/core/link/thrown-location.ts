// Thrown location: where in a script's source an exception comes from, found by its stack and the
// source map.

import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import type { CompiledModule } from '../contracts/compiler.ts'
import type { SourceLocation } from '../contracts/diagnostic.ts'
import { LoopError } from '../loop-guard/loop-error.ts'
import { MODULE_TEXT_HEADER_LINES, moduleUrl } from '../text/module-text.ts'
import { shownLine, splitLines } from '../text/split-lines.ts'

const frame = /(tickswap:\/\/\/[^\s:()]+):(\d+):(\d+)/g

/**
 * The innermost place in one of `modules` on the stack of `error`; undefined if the stack names
 * none.
 */
export function thrownLocation(
  error: unknown,
  modules: Iterable<CompiledModule>,
): SourceLocation | undefined {
  try {
    return locate(error, modules)
  } catch {
    // Scripts may throw what cannot even be inspected, such as a proxy that throws.
    return undefined
  }
}

function locate(error: unknown, modules: Iterable<CompiledModule>): SourceLocation | undefined {
  if (error instanceof LoopError) return error.location
  if (!(error instanceof Error) || typeof error.stack !== 'string') return undefined
  const byUrl = new Map([...modules].map((module) => [moduleUrl(module.file), module]))
  for (const [, url = '', line, column] of error.stack.matchAll(frame)) {
    const module = byUrl.get(url)
    const location = module && mapped(module, Number(line), Number(column))
    if (location) return location
  }
  return undefined
}

function mapped(module: CompiledModule, line: number, column: number): SourceLocation | undefined {
  const needle = { line: line - MODULE_TEXT_HEADER_LINES, column: column - 1 }
  if (needle.line < 1) return undefined
  const original = originalPositionFor(new TraceMap(module.map), needle)
  if (original.line === null) return undefined
  return {
    file: module.file,
    line: original.line,
    column: original.column + 1,
    length: 0,
    lineText: shownLine(splitLines(module.text)[original.line - 1] ?? ''),
  }
}
