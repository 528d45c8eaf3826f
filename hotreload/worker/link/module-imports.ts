// Module imports: what a module imports from which others, read from its syntax tree.

import type { Identifier, Literal, Program } from 'acorn'

/** Another module, and what is imported from it by any number of statements. */
export interface ImportedModule {
  readonly specifier: string
  /** The first occurrence of the specifier in the code. */
  readonly source: Literal
  /** The imported names, as the other module calls them; `*` for all of them. */
  readonly names: ReadonlySet<string>
  /** The local names that this binds, with the other module's names for them. */
  readonly locals: ReadonlyMap<string, string>
}

/** One that is still being read. */
interface CollectedModule extends ImportedModule {
  readonly names: Set<string>
  readonly locals: Map<string, string>
}

type ImportedName = readonly [name: string, local?: string]

/** The imported modules, in order of evaluation. */
export function readImports(program: Program): readonly ImportedModule[] {
  const modules = new Map<string, CollectedModule>()
  for (const statement of program.body) {
    if (!('source' in statement) || !statement.source) continue
    const { source } = statement
    const specifier = String(source.value)
    const module = modules.get(specifier) ?? {
      specifier,
      source,
      names: new Set<string>(),
      locals: new Map<string, string>(),
    }
    for (const [name, local] of namesImportedBy(statement)) {
      module.names.add(name)
      if (local !== undefined) module.locals.set(local, name)
    }
    modules.set(specifier, module)
  }
  return [...modules.values()]
}

/** A name in an import or export; it may be written as a string. */
export function nameOf(name: Identifier | Literal): string {
  return name.type === 'Identifier' ? name.name : String(name.value)
}

function namesImportedBy(statement: Program['body'][number]): readonly ImportedName[] {
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
