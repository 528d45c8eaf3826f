// Module code: makes a transformed script linkable, and reads what it imports and exports.

import type { Diagnostic } from 'tickswap/hotreload'
import type { CompileRequest, GuardSite, ModuleImport } from 'tickswap/hotreload/adapters'
import { instrumentLoops } from '../guard/instrument-loops.ts'
import { unguardedLines } from '../guard/unguarded-lines.ts'
import { functionBodyEdits } from '../link/function-body.ts'
import { readExports } from '../link/module-exports.ts'
import { type ImportedModule, readImports } from '../link/module-imports.ts'
import { overflowProblem } from '../nesting/nesting-problem.ts'
import { editMappings } from '../syntax/edit-mappings.ts'
import { refusedSyntax } from '../syntax/refused-syntax.ts'
import { SourceLookup } from '../syntax/source-lookup.ts'
import { parseModule, type SyntaxProblem } from '../syntax/syntax-tree.ts'
import { applyEdits, inOrder } from '../syntax/text-edit.ts'
import type { TransformMap } from '../transform/transform.ts'

/** How many other modules a script may import. */
const MAX_IMPORTS = 1_000

/** What the linker needs of a script, or why it cannot be linked. */
type ModuleCode =
  | {
      readonly ok: true
      /** The body of a function of `module`, `exports` and `require`. */
      readonly code: string
      /** A version 3 source map as JSON. */
      readonly map: string
      readonly guardSites: readonly GuardSite[]
      readonly imports: readonly ModuleImport[]
      readonly exports: readonly string[]
    }
  | { readonly ok: false; readonly problems: readonly Diagnostic[] }

/**
 * Makes the code of `script` linkable, and adds a loop guard if `isGuarded`. `map` leads back to
 * its text.
 */
export function moduleCode(
  script: CompileRequest,
  code: string,
  map: TransformMap,
  isGuarded: boolean,
): ModuleCode {
  const lookup = new SourceLookup(script, code, map)
  const parsed = parseModule(code)
  if ('isOverflow' in parsed) return { ok: false, problems: [overflowProblem(script)] }
  if ('syntaxError' in parsed)
    return { ok: false, problems: [unknownSyntax(script, parsed.syntaxError, lookup)] }
  const { program } = parsed
  const problems = refusedSyntax(script, code, program, lookup)
  if (problems.length > 0) return { ok: false, problems }
  const imports = readImports(program)
  const tooMany = imports[MAX_IMPORTS]
  if (tooMany)
    return { ok: false, problems: [tooManyImports(script, imports.length, tooMany, lookup)] }
  const exports = readExports(program)
  const guard = isGuarded
    ? instrumentLoops(code, program, lookup, unguardedLines(script.text))
    : { sites: [], edits: [] }
  const linkable = {
    guardSites: guard.sites,
    imports: imports.map((module) => moduleImport(module, lookup)),
    exports: [...new Set(exports.map(({ name }) => name))].sort(),
  }
  const edits = inOrder([...guard.edits, ...functionBodyEdits({ code, program, imports, exports })])
  const edited = applyEdits(code, edits)
  const mappings = editMappings(lookup.mappings, code, edits, edited)
  const sources = [script.file]
  return {
    ok: true,
    code: edited,
    map: JSON.stringify({ version: 3, sources, names: map.names, mappings }),
    ...linkable,
  }
}

function moduleImport(
  { specifier, names, source }: ImportedModule,
  lookup: SourceLookup,
): ModuleImport {
  const location = lookup.find(source.start, /(["'`]).*?\1/)
  return {
    specifier,
    names: names.has('*') ? ['*'] : [...names].sort(),
    ...(location && { location }),
  }
}

function tooManyImports(
  { id, file }: CompileRequest,
  count: number,
  first: ImportedModule,
  lookup: SourceLookup,
): Diagnostic {
  const { location } = moduleImport(first, lookup)
  return {
    severity: 'error',
    stage: 'safety',
    code: 'too-many-imports',
    script: id,
    message:
      `Script "${id}" imports ${count.toLocaleString('en')} modules, and a script imports at most ` +
      `${MAX_IMPORTS.toLocaleString('en')}.`,
    location: location ?? { file, line: 1, column: 1, length: 0, lineText: '' },
    hint: 'Let other scripts import some of them, and pass on what is needed.',
  }
}

/** Syntax that the transform accepts and JavaScript does not have yet. */
function unknownSyntax(
  script: CompileRequest,
  { message, pos }: SyntaxProblem,
  lookup: SourceLookup,
): Diagnostic {
  const location = lookup.location(pos)
  return {
    severity: 'error',
    stage: 'compile',
    code: 'syntax',
    script: script.id,
    message,
    ...(location && { location }),
  }
}
