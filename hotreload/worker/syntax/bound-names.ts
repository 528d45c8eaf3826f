// Bound names: the names that a declaration or its pattern binds.

import type { AnyNode, Pattern } from 'acorn'
import { isFunction } from './syntax-tree.ts'

/** The names in a declaration's pattern, such as `a` and `c` in `{ a, b: [c = d] }`. */
export function boundNames(pattern: Pattern | null): readonly string[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern.name]
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === 'Property' ? property.value : property.argument),
      )
    case 'ArrayPattern':
      return pattern.elements.flatMap(boundNames)
    case 'RestElement':
      return boundNames(pattern.argument)
    case 'AssignmentPattern':
      return boundNames(pattern.left)
    default:
      return []
  }
}

/** Whether the node itself declares one of `names`, in any scope. */
export function declaresAny(node: AnyNode, names: ReadonlySet<string>): boolean {
  return declaredBy(node).some((pattern) => boundNames(pattern).some((name) => names.has(name)))
}

function declaredBy(node: AnyNode): readonly (Pattern | null)[] {
  if (isFunction(node)) return node.id ? [node.id, ...node.params] : node.params
  switch (node.type) {
    case 'VariableDeclarator':
    case 'ClassDeclaration':
    case 'ClassExpression':
      return [node.id ?? null]
    case 'CatchClause':
      return [node.param ?? null]
    default:
      return []
  }
}
