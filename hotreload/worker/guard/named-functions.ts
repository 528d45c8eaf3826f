// Named functions: the names that mean one function and nothing else, anywhere in a module.

import type { AnyNode, Program } from 'acorn'
import { type FunctionNode, isFunction, walk } from '../syntax/syntax-tree.ts'

/** What the names in a module can mean. */
export interface NamedFunctions {
  /** The functions whose name is bound once in the whole module and never assigned. */
  readonly functions: ReadonlyMap<string, FunctionNode>
  /** All names that the module binds, anywhere. */
  readonly bound: ReadonlySet<string>
}

/** Reads them from the whole module. */
export function namedFunctions(program: Program): NamedFunctions {
  const named = new Map<string, FunctionNode>()
  const bound = new Set<string>()
  const bind = (name: string, value?: FunctionNode) => {
    if (value && !bound.has(name)) named.set(name, value)
    else named.delete(name)
    bound.add(name)
  }
  walk(program, (node) => {
    const binding = functionBinding(node)
    if (binding) bind(...binding)
    for (const pattern of otherBindings(node)) for (const name of namesIn(pattern)) bind(name)
    return true
  })
  return { functions: named, bound }
}

/** `function name() {}`, or `const name = () => {}`. */
function functionBinding(node: AnyNode): [name: string, value: FunctionNode] | undefined {
  if (node.type === 'FunctionDeclaration' && node.id) return [node.id.name, node]
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier') return undefined
  return node.init && isFunction(node.init) ? [node.id.name, node.init] : undefined
}

/** The patterns by which the node binds or assigns names otherwise. */
function otherBindings(node: AnyNode): readonly AnyNode[] {
  if (isFunction(node))
    return node.type === 'FunctionExpression' && node.id ? [node.id, ...node.params] : node.params
  switch (node.type) {
    case 'VariableDeclarator':
      return functionBinding(node) ? [] : [node.id]
    case 'AssignmentExpression':
    case 'ForInStatement':
    case 'ForOfStatement':
      return node.left.type === 'MemberExpression' || node.left.type === 'VariableDeclaration'
        ? []
        : [node.left]
    case 'UpdateExpression':
      return node.argument.type === 'MemberExpression' ? [] : [node.argument]
    case 'CatchClause':
      return node.param ? [node.param] : []
    case 'ClassDeclaration':
    case 'ClassExpression':
      return node.id ? [node.id] : []
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return [node.local]
    default:
      return []
  }
}

/** All names in a pattern. Those in its default values too, which is harmless. */
function namesIn(pattern: AnyNode): readonly string[] {
  const names: string[] = []
  walk(pattern, (node) => {
    if (node.type === 'Identifier') names.push(node.name)
    return true
  })
  return names
}
