// Function names: a function's name as JavaScript infers it.

import type { AnyNode } from 'acorn'
import { type FunctionNode, memberName } from '../syntax/syntax-tree.ts'

/**
 * The function's name, or that of the variable, property or method that it is the value of; else
 * empty.
 */
export function functionName(node: FunctionNode, parent: AnyNode | undefined): string {
  return node.id?.name ?? (parent && nameIn(parent, node)) ?? ''
}

function nameIn(parent: AnyNode, node: FunctionNode): string | undefined {
  switch (parent.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : undefined
    case 'AssignmentExpression':
      return parent.left.type === 'Identifier' ? parent.left.name : undefined
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.value === node ? memberName(parent.computed, parent.key) : undefined
    case 'ExportDefaultDeclaration':
      return 'default'
    default:
      return undefined
  }
}
