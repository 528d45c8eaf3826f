// Bound names: the names that a pattern gives a meaning to.

import type { Pattern } from 'acorn'

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
