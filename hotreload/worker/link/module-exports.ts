// Module exports: what a module exports under which names, read from its syntax tree.

import type { Declaration, ExportNamedDeclaration, Program } from 'acorn'
import { boundNames } from '../syntax/bound-names.ts'
import { nameOf } from './module-imports.ts'

/** One export. The name `*` stands for everything that `export * from` adds. */
export interface ModuleExport {
  readonly name: string
  readonly value: ExportedValue
}

export type ExportedValue =
  /** A name in this module, declared or imported. */
  | { readonly kind: 'local'; readonly name: string }
  /** The value of an `export default …` without a name. */
  | { readonly kind: 'default' }
  /** A name in another module; `*` for all of it. */
  | { readonly kind: 'imported'; readonly specifier: string; readonly name: string }

/** The exports, in the order in which they are written. */
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

/** Whether `export default` is followed by a declaration rather than an expression. */
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

/** `export { a, b as c }`, with or without `from`. */
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
