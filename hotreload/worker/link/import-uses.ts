// Import uses: where a module uses the names that it imports.

import type { AnyNode, Identifier, Program } from 'acorn'
import { declaresAny } from '../syntax/bound-names.ts'
import { walk } from '../syntax/syntax-tree.ts'
import { ShadowedNames } from './shadowed-names.ts'

/** One use of an imported name. */
export interface ImportUse {
  readonly node: Identifier
  /** Whether it is called: the function must not get the module as its `this`. */
  readonly isCalled: boolean
  /** Whether it is also a property's name: `{ name }`. */
  readonly isShorthand: boolean
}

/** The uses of the names in `imported`, except in imports and exports themselves. */
export function findImportUses(
  program: Program,
  imported: ReadonlySet<string>,
): readonly ImportUse[] {
  if (imported.size === 0) return []
  let isShadowed = false
  const shorthands = new Set<AnyNode>()
  const uses: ImportUse[] = []
  walk(program, (node, parent) => {
    if (node.type === 'ImportDeclaration' || node.type === 'ExportSpecifier') return false
    isShadowed ||= declaresAny(node, imported)
    if (node.type === 'Property' && node.shorthand) shorthands.add(valueIn(node.value))
    if (node.type !== 'Identifier' || !imported.has(node.name)) return true
    if (!parent || !isUse(node, parent)) return true
    uses.push({ node, isCalled: isCalled(node, parent), isShorthand: shorthands.has(node) })
    return true
  })
  if (!isShadowed) return uses
  const shadowed = new ShadowedNames(program, imported)
  return uses.filter(({ node }) => !shadowed.has(node))
}

/** `name` in `{ name }`, and in the pattern `{ name = 1 }`. */
function valueIn(node: AnyNode): AnyNode {
  return node.type === 'AssignmentPattern' ? node.left : node
}

/** Whether the identifier is a value, rather than the name of a property or a label. */
function isUse(node: Identifier, parent: AnyNode): boolean {
  switch (parent.type) {
    case 'MemberExpression':
      return parent.computed || parent.object === node
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.computed || parent.value === node
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
    case 'ExportAllDeclaration':
      return false
    default:
      return true
  }
}

function isCalled(node: Identifier, parent: AnyNode): boolean {
  if (parent.type === 'CallExpression') return parent.callee === node
  return parent.type === 'TaggedTemplateExpression' && parent.tag === node
}
