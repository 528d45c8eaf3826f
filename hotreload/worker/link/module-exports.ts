// Module exports: what a module offers to others under which names, read from its syntax tree.

import type { Declaration, ExportNamedDeclaration, Program } from 'acorn'
import { boundNames } from '../syntax/bound-names.ts'
import { nameOf } from './module-imports.ts'

/** One export. The name `*` stands for all that `export * from` adds. */
export interface ModuleExport {
  readonly name: string
  readonly value: ExportedValue
}

export type ExportedValue =
  /** What this module calls so, be it its own or imported. */
  | { readonly kind: 'local'; readonly name: string }
  /** The value of `export default …`, where it has no name. */
  | { readonly kind: 'default' }
  /** What another module calls so; `*` for all of it. */
  | { readonly kind: 'imported'; readonly specifier: string; readonly name: string }

/** The exports, as they are written. */
export function readExports(program: Program): readonly ModuleExport[] {
  return program.body.flatMap((statement): readonly ModuleExport[] => {
    switch (statement.type) {
      case 'ExportAllDeclaration': {
        const specifier = String(statement.source.value)
        const name = statement.exported ? nameOf(statement.exported) : '*'
        return [{ name, value: { kind: 'imported', specifier, name: '*' } }]
      }
      case 'ExportNamedDeclaration':
        return statement.declaration ? declared(statement.declaration) : listed(statement)
      case 'ExportDefaultDeclaration': {
        const { declaration } = statement
        const id =
          'id' in declaration && isDeclaration(declaration.type) ? declaration.id : undefined
        return [
          { name: 'default', value: id ? { kind: 'local', name: id.name } : { kind: 'default' } },
        ]
      }
      default:
        return []
    }
  })
}

/** Whether what follows `export default` is a statement, and no expression. */
export function isDeclaration(type: string): boolean {
  return type === 'FunctionDeclaration' || type === 'ClassDeclaration'
}

/** `export const a = 1, { b } = c`. */
function declared(declaration: Declaration): readonly ModuleExport[] {
  const patterns =
    declaration.type === 'VariableDeclaration'
      ? declaration.declarations.map(({ id }) => id)
      : [declaration.id]
  return patterns.flatMap(boundNames).map((name) => ({ name, value: { kind: 'local', name } }))
}

/** `export { a, b as c }`, also `from` another module. */
function listed({ specifiers, source }: ExportNamedDeclaration): readonly ModuleExport[] {
  return specifiers.map(({ local, exported }) => {
    const name = nameOf(local)
    return {
      name: nameOf(exported),
      value: source
        ? { kind: 'imported', specifier: String(source.value), name }
        : { kind: 'local', name },
    }
  })
}
