// Module imports: what a module takes from which others, read from its syntax tree.

import type { Identifier, Literal, Program } from 'acorn'

/** Another module, and what is taken from it by however many statements. */
export interface ImportedModule {
  readonly specifier: string
  /** The specifier where it stands first in the code. */
  readonly source: Literal
  /** What is taken, as the other module calls it; `*` for all of it. */
  readonly names: ReadonlySet<string>
  /** The names that this brings into the module, with what the other one calls them. */
  readonly locals: ReadonlyMap<string, string>
}

type Taken = readonly [name: string, local?: string]

/** The modules that are imported, in order of evaluation. */
export function readImports(program: Program): readonly ImportedModule[] {
  const modules = new Map<string, ImportedModule>()
  for (const statement of program.body) {
    if (!('source' in statement) || !statement.source) continue
    const { source } = statement
    const specifier = String(source.value)
    const known = modules.get(specifier)
    const names = new Set(known?.names)
    const locals = new Map(known?.locals)
    for (const [name, local] of takenBy(statement)) {
      names.add(name)
      if (local !== undefined) locals.set(local, name)
    }
    modules.set(specifier, { specifier, source: known?.source ?? source, names, locals })
  }
  return [...modules.values()]
}

/** A name in an import or an export, which may be written as a string. */
export function nameOf(name: Identifier | Literal): string {
  return name.type === 'Identifier' ? name.name : String(name.value)
}

function takenBy(statement: Program['body'][number]): readonly Taken[] {
  if (statement.type === 'ExportAllDeclaration') return [['*']]
  if (statement.type === 'ExportNamedDeclaration') {
    return statement.specifiers.map(({ local }) => [nameOf(local)])
  }
  if (statement.type !== 'ImportDeclaration') return []
  return statement.specifiers.map((specifier) => {
    const local = specifier.local.name
    if (specifier.type === 'ImportNamespaceSpecifier') return ['*', local]
    return [specifier.type === 'ImportSpecifier' ? nameOf(specifier.imported) : 'default', local]
  })
}
