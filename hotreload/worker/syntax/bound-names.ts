// Bound names: the names that a declaration or its pattern binds.

import type { AnyNode, Pattern } from 'acorn'
import { isFunction } from './syntax-tree.ts'

/** The names in a declaration's pattern, such as `a` and `c` in `{ a, b: [c = d] }`. */
export function boundNames(pattern: Pattern | null): readonly string[] {
  if (pattern?.type === 'Identifier') return [pattern.name]
  const names: string[] = []
  // Without recursion: patterns may nest more deeply than the stack of a browser's worker allows.
  const waiting: (Pattern | null)[] = [pattern]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next?.type === 'Identifier') names.push(next.name)
    else for (const part of [...partsOf(next)].reverse()) waiting.push(part)
  }
  return names
}

function partsOf(pattern: Pattern | null): readonly (Pattern | null)[] {
  switch (pattern?.type) {
    case 'ObjectPattern':
      return pattern.properties.map((property) =>
        property.type === 'Property' ? property.value : property.argument,
      )
    case 'ArrayPattern':
      return pattern.elements
    case 'RestElement':
      return [pattern.argument]
    case 'AssignmentPattern':
      return [pattern.left]
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
