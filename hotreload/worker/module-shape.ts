// The module shape: what a compiled module imports and exports, read from esbuild's CommonJS output.

import type { Program } from 'acorn'
import MagicString from 'magic-string'
import type { CompileRequest, Diagnostic, GuardSite, ModuleImport } from 'tickswap/hotreload'
import { useLiveNamespaces } from './live-namespaces.ts'
import { weaveLoopGuard } from './loop-guard.ts'
import { linesWithoutLoopGuard } from './loop-pragma.ts'
import { readExports } from './module-exports.ts'
import { readImports } from './module-imports.ts'
import { createSourceLookup, type SourceLookup } from './source-lookup.ts'
import { shiftColumns } from './source-map.ts'
import { parseCommonJs, walk } from './syntax-tree.ts'

export interface ModuleShape {
  /** The code, with imports and exports that cost no more than they do in a bundle. */
  readonly code: string
  /** Leads from that code back to the script's text. */
  readonly map: string
  readonly guardSites: readonly GuardSite[]
  readonly imports: readonly ModuleImport[]
  readonly exports: readonly string[]
  /** Errors that esbuild lets pass and a script may not make. */
  readonly problems: readonly Diagnostic[]
}

/**
 * Reads the shape of `code`, which esbuild made of the script's text. `map` leads back to that text. With `isGuarded`,
 * the code gets a loop guard.
 */
export function readModuleShape(
  script: CompileRequest,
  code: string,
  map: string,
  isGuarded: boolean,
): ModuleShape {
  const program = parseCommonJs(code)
  const lookup = createSourceLookup(script, map)
  const edited = new MagicString(code)
  useLiveNamespaces(edited, program)
  const { sites, inserted } = isGuarded
    ? weaveLoopGuard(code, program, lookup, linesWithoutLoopGuard(script.text))
    : { sites: [], inserted: [] }
  for (const { at, text } of inserted) edited.appendLeft(at, text)
  return {
    code: edited.toString(),
    // Live namespaces only change lines that stand in no map.
    map: inserted.length > 0 ? shiftColumns(map, code, inserted) : map,
    guardSites: sites,
    imports: readImports(program, lookup),
    exports: readExports(program),
    problems: readProblems(script, program, lookup),
  }
}

function readProblems(script: CompileRequest, program: Program, lookup: SourceLookup): Diagnostic[] {
  const problems: Diagnostic[] = []
  walk(program, (node) => {
    if (node.type !== 'ImportExpression') return true
    const location = lookup.location(node, 'import'.length)
    problems.push({
      severity: 'error',
      stage: 'compile',
      code: 'dynamic-import',
      script: script.id,
      message: 'A script cannot use "import()": a version must be whole before the frame it goes live in.',
      suggestion: 'Import it at the top, or load it in a host module and import the result.',
      ...(location && { location }),
    })
    return true
  })
  return problems
}
