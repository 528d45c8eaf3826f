// Module exports: the names that a compiled module exports, read from esbuild's CommonJS output.

import type { ExpressionStatement, Program } from 'acorn'
import { isCallOf, memberName } from './syntax-tree.ts'

/** The exported names in order of the alphabet; `*` stands for what an `export * from` adds. */
export function readExports(program: Program): string[] {
  const names = program.body.flatMap((statement) =>
    statement.type === 'ExpressionStatement' ? exportedBy(statement) : [],
  )
  return [...new Set(names)].sort()
}

/** `__export(script_exports, { name: () => name })`, or `__reExport(script_exports, require('./other'))`. */
function exportedBy({ expression }: ExpressionStatement): string[] {
  if (expression.type !== 'CallExpression') return []
  if (isCallOf(expression, /^__reExport\d*$/)) return ['*']
  const getters = isCallOf(expression, /^__export\d*$/) ? expression.arguments[1] : undefined
  if (getters?.type !== 'ObjectExpression') return []
  return getters.properties.flatMap((property) => {
    const name = property.type === 'Property' && memberName(property.computed, property.key)
    return name ? [name] : []
  })
}
