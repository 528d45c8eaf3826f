// Function body: turns an ES module into a function's body, which the linker can call.

import type { ExportDefaultDeclaration, Program } from 'acorn'
import { freeName } from '../syntax/free-name.ts'
import { insertion, removal, type TextEdit } from '../syntax/text-edit.ts'
import { findImportUses, type ImportUse } from './import-uses.ts'
import { type ExportedValue, isDeclaration, type ModuleExport } from './module-exports.ts'
import type { ImportedModule } from './module-imports.ts'

/** A module's code, its tree, and what it imports and exports. */
interface ReadModule {
  readonly code: string
  readonly program: Program
  readonly imports: readonly ImportedModule[]
  readonly exports: readonly ModuleExport[]
}

/**
 * The edits that turn the module into a function's body:
 *
 * ```js
 * import { steer } from './steer';
 * export function go() { steer(1); }
 *
 * // becomes
 * Object.defineProperties(exports, { go: { get: () => go, enumerable: true } });
 * const $import0 = require("./steer");
 * function go() { (0, $import0.steer)(1); }
 * ```
 *
 * Exports are getters, and imports are read where they are used, so that both are live bindings,
 * also in circular imports. Exports are declared, and imports evaluated, before the first
 * statement.
 */
export function functionBodyEdits(module: ReadModule): TextEdit[] {
  const names = new LinkedNames(module)
  return [
    insertion(0, prologue(module, names)),
    ...module.program.body.flatMap((statement) => statementEdits(module.code, statement, names)),
    ...findImportUses(module.program, names.imported).map((use) => useEdit(use, names)),
  ]
}

/** The body's names for other modules and their exports. None of them is a name of the script. */
class LinkedNames {
  /** The value of an `export default` without a name. */
  readonly default: string
  readonly reexport: string
  readonly #module: string
  readonly #indices: ReadonlyMap<string, number>
  readonly #locals: ReadonlyMap<string, string>

  constructor({ code, imports }: ReadModule) {
    this.default = freeName(code, '$default')
    this.reexport = freeName(code, '$reexport')
    this.#module = freeName(code, '$import')
    this.#indices = new Map(imports.map(({ specifier }, index) => [specifier, index]))
    this.#locals = new Map(
      imports.flatMap(({ specifier, locals }) =>
        [...locals].map(([local, name]) => [local, this.of(specifier, name)] as const),
      ),
    )
  }

  /** The names that the module imports. */
  get imported(): ReadonlySet<string> {
    return new Set(this.#locals.keys())
  }

  /** The code for the export `name` of another module; `*` is the module itself. */
  of(specifier: string, name: string): string {
    const module = `${this.#module}${this.#indices.get(specifier)}`
    if (name === '*') return module
    return isIdentifier(name) ? `${module}.${name}` : `${module}[${JSON.stringify(name)}]`
  }

  /** The code for a name in the module itself. */
  local(name: string): string {
    return this.#locals.get(name) ?? name
  }

  value(value: ExportedValue): string {
    if (value.kind === 'imported') return this.of(value.specifier, value.name)
    return value.kind === 'default' ? this.default : this.local(value.name)
  }
}

/** The line in front of the first statement. */
function prologue({ imports, exports }: ReadModule, names: LinkedNames): string {
  const getters = exports.flatMap(({ name, value }) =>
    name === '*' ? [] : [`${keyOf(name)}: { get: () => ${names.value(value)}, enumerable: true }`],
  )
  const all = new Set(
    exports.flatMap(({ name, value }) =>
      name === '*' && 'specifier' in value ? value.specifier : [],
    ),
  )
  return [
    ...(getters.length > 0 ? [`Object.defineProperties(exports, { ${getters.join(', ')} });`] : []),
    ...(all.size > 0 ? [`const ${names.reexport} = ${REEXPORT};`] : []),
    ...imports.flatMap(({ specifier }) => {
      const module = names.of(specifier, '*')
      const required = `const ${module} = require(${JSON.stringify(specifier)});`
      return all.has(specifier) ? [required, `${names.reexport}(${module});`] : [required]
    }),
    '\n',
  ].join(' ')
}

/**
 * The module's own exports win. A getter is passed on as it is: one more around it would cost a
 * call.
 */
const REEXPORT =
  '(from) => { for (const name of Object.getOwnPropertyNames(from)) { ' +
  'if (name === "default" || Object.hasOwn(exports, name)) continue; ' +
  'const { get = () => from[name] } = Object.getOwnPropertyDescriptor(from, name); ' +
  'Object.defineProperty(exports, name, { get, enumerable: true }); } }'

function statementEdits(
  code: string,
  statement: Program['body'][number],
  names: LinkedNames,
): readonly TextEdit[] {
  switch (statement.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return [removal(code, statement.start, statement.end)]
    case 'ExportNamedDeclaration':
      return statement.declaration
        ? [{ start: statement.start, end: statement.declaration.start, text: '' }]
        : [removal(code, statement.start, statement.end)]
    case 'ExportDefaultDeclaration':
      return defaultEdits(code, statement, names)
    default:
      return []
  }
}

function defaultEdits(
  code: string,
  { start, declaration }: ExportDefaultDeclaration,
  names: LinkedNames,
): readonly TextEdit[] {
  // Not where the expression starts: a parenthesis in front of it is not part of it.
  const end = start + (/^export\s+default\s*/.exec(code.slice(start))?.[0].length ?? 0)
  if (!isDeclaration(declaration.type)) return [{ start, end, text: `const ${names.default} = ` }]
  const prefix = { start, end, text: '' }
  if ('id' in declaration && declaration.id) return [prefix]
  const isClass = declaration.type === 'ClassDeclaration'
  const at = isClass ? declaration.start + 'class'.length : code.indexOf('(', declaration.start)
  return [prefix, insertion(at, ` ${names.default}`)]
}

function useEdit({ node, isCalled, isShorthand }: ImportUse, names: LinkedNames): TextEdit {
  const { name, start, end } = node
  const value = names.local(name)
  if (isShorthand) return { start, end, text: `${name}: ${value}` }
  return { start, end, text: isCalled ? `(0, ${value})` : value }
}

function isIdentifier(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)
}

function keyOf(name: string): string {
  return isIdentifier(name) && name !== '__proto__' ? name : `[${JSON.stringify(name)}]`
}
