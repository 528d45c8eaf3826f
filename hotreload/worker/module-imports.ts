// Module imports: what a compiled module takes from which modules, read from esbuild's CommonJS output.

import type { AnyNode, Expression, Program, VariableDeclaration } from 'acorn'
import type { ModuleImport } from 'tickswap/hotreload'
import type { SourceLookup } from './source-lookup.ts'
import { isCallOf, memberName, requiredSpecifier, walk } from './syntax-tree.ts'

interface FoundImport {
  readonly specifier: string
  readonly names: Set<string>
  /** The expression that requires it. */
  readonly node: AnyNode
}

/**
 * The imports in order of evaluation. esbuild turns an import into a variable and each use of an imported name
 * into a member access on it, and gives no inner variable the same name.
 */
export function readImports(program: Program, lookup: SourceLookup): ModuleImport[] {
  const bound = readBoundImports(program, lookup)
  const imports = [...bound.values(), ...readOtherImports(program, bound)]
  readNames(program, bound)
  imports.sort((a, b) => a.node.start - b.node.start)
  return imports.map(({ specifier, names, node }) => {
    const location = lookup.specifier(node)
    return { specifier, names: [...names].sort(), ...(location && { location }) }
  })
}

/** `var import_steer = require('./steer')`, or the same inside esbuild's `__toESM`. */
function readBoundImports(program: Program, lookup: SourceLookup): Map<string, FoundImport> {
  const bound = new Map<string, FoundImport>()
  for (const statement of program.body) {
    if (statement.type !== 'VariableDeclaration') continue
    for (const { id, init } of statement.declarations) {
      if (id.type !== 'Identifier' || !init) continue
      const specifier = requiredSpecifier(unwrapped(init))
      if (specifier === undefined) continue
      const names = takesNamespace(statement, lookup) ? ['*'] : []
      bound.set(id.name, { specifier, names: new Set(names), node: init })
    }
  }
  return bound
}

/** `__reExport(script_exports, require('./other'))`, and what a script requires by hand. */
function readOtherImports(program: Program, bound: ReadonlyMap<string, FoundImport>): FoundImport[] {
  const known = new Set([...bound.values()].map(({ node }) => node))
  const others: FoundImport[] = []
  walk(program, (node) => {
    if (known.has(node)) return false
    const specifier = requiredSpecifier(node)
    if (specifier === undefined) return true
    others.push({ specifier, names: new Set(['*']), node })
    return false
  })
  return others
}

/** Takes down the member accesses on imports; an import that is used in any other way is taken whole. */
function readNames(program: Program, bound: ReadonlyMap<string, FoundImport>): void {
  walk(program, (node) => {
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && bound.has(node.id.name)) {
      return false
    }
    if (node.type === 'MemberExpression' && node.object.type === 'Identifier') {
      const name = memberName(node.computed, node.property)
      if (name === undefined) return true
      const names = bound.get(node.object.name)?.names
      if (names && !names.has('*')) names.add(name)
      return false
    }
    if (node.type === 'Identifier') bound.get(node.name)?.names.add('*')
    return true
  })
}

/** Whether the statement is an `import * as`: what is read from a namespace may be missing there. */
function takesNamespace(statement: VariableDeclaration, lookup: SourceLookup): boolean {
  return /^import\s+(?:[^\s,{}'"]+\s*,\s*)?\*/.test(lookup.textFrom(statement))
}

function unwrapped(init: Expression): AnyNode {
  if (init.type !== 'CallExpression' || !isCallOf(init, /^__toESM\d*$/)) return init
  return init.arguments[0] ?? init
}
