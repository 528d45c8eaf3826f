// Live namespaces: makes esbuild's imports and exports as fast in a hot loop as those of a bundle.

import type { Program, VariableDeclarator } from 'acorn'
import type MagicString from 'magic-string'
import { isCallOf } from './syntax-tree.ts'

/**
 * Replaces the helpers that esbuild puts in front of a CommonJS module. They copy each namespace into a new
 * object whose getters all share one closure, which costs about 80 ns for every use of an import: twenty times
 * the work of a typical loop over entities. Our linker's `require` answers with real namespaces, and `exports`
 * is an object made for getters, so nothing has to be copied:
 *
 * - `__toESM` and `__toCommonJS` hand their argument on;
 * - `__copyProps`, which remains for `export * from`, copies a getter as it is;
 * - the object that collects the exports is the linker's `exports`.
 *
 * Lines are kept, and what changes on them stands in no source map. A helper that is not found stays.
 */
export function useLiveNamespaces(code: MagicString, program: Program): void {
  const helpers = new Map(Object.entries(replacements))
  const namespace = exportsName(program)
  for (const { id, init } of program.body.flatMap(declarators)) {
    if (id.type !== 'Identifier' || !init) continue
    const name = id.name.replace(/\d+$/, '')
    const text = id.name === namespace ? 'exports' : helpers.get(name)
    if (text === undefined) continue
    helpers.delete(name)
    const lineBreaks = code.original.slice(init.start, init.end).replace(/[^\n]/g, '')
    code.overwrite(init.start, init.end, text + lineBreaks)
  }
}

const replacements: Readonly<Record<string, string>> = {
  __toESM: '(mod) => mod',
  __toCommonJS: '(mod) => mod',
  __copyProps:
    '(to, from, except) => { for (let key of Object.getOwnPropertyNames(from)) if (key !== except && !Object.prototype.hasOwnProperty.call(to, key)) { let desc = Object.getOwnPropertyDescriptor(from, key); Object.defineProperty(to, key, desc.get ? desc : { get: () => from[key], enumerable: desc.enumerable }); } return to; }',
}

function declarators(statement: Program['body'][number]): VariableDeclarator[] {
  return statement.type === 'VariableDeclaration' ? statement.declarations : []
}

/** The variable in `__export(script_exports, { … })`. */
function exportsName(program: Program): string | undefined {
  for (const statement of program.body) {
    if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'CallExpression') continue
    const [target] = isCallOf(statement.expression, /^__export\d*$/) ? statement.expression.arguments : []
    if (target?.type === 'Identifier') return target.name
  }
  return undefined
}
