// The syntax tree of compiled code: parsing it, walking it, and the shapes that are looked for in it.

import {
  type AnyNode,
  type ArrowFunctionExpression,
  type CallExpression,
  type DoWhileStatement,
  type Expression,
  type ForInStatement,
  type ForOfStatement,
  type ForStatement,
  type FunctionDeclaration,
  type FunctionExpression,
  type Program,
  parse,
  type WhileStatement,
} from 'acorn'

export type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression
export type LoopNode = ForStatement | ForInStatement | ForOfStatement | WhileStatement | DoWhileStatement

const functionTypes = new Set<string>([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
])
const loopTypes = new Set<string>([
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
])

/** Fields of every node that hold none. To skip them makes a walk twice as fast. */
const leaves = new Set(['type', 'start', 'end', 'loc'])
const namesByType = new Map<string, readonly string[]>()

/** The tree of a CommonJS module's code, with lines from 1 and columns from 0. */
export function parseCommonJs(code: string): Program {
  return parse(code, { ecmaVersion: 'latest', sourceType: 'script', locations: true })
}

/** Is called with a node and what it stands in. Answers whether to go below it. */
export type Visit = (node: AnyNode, parent: AnyNode | undefined) => boolean

/** Calls `visit` for `node` and, unless it answers false, for what is below it. */
export function walk(node: AnyNode, visit: Visit, parent?: AnyNode): void {
  if (!visit(node, parent)) return
  for (const name of childNames(node)) {
    const child: unknown = Reflect.get(node, name)
    if (typeof child === 'object' && child !== null) walkChild(child, visit, node)
  }
}

export function isFunction(node: AnyNode): node is FunctionNode {
  return functionTypes.has(node.type)
}

export function isLoop(node: AnyNode): node is LoopNode {
  return loopTypes.has(node.type)
}

/** The specifier of a `require('…')` call with a literal, or undefined for any other node. */
export function requiredSpecifier(node: AnyNode): string | undefined {
  if (node.type !== 'CallExpression' || !isCallOf(node, /^require$/)) return undefined
  const [argument] = node.arguments
  return argument?.type === 'Literal' && typeof argument.value === 'string' ? argument.value : undefined
}

/** Whether the call is one of a plain function whose name matches. */
export function isCallOf({ callee }: CallExpression, name: RegExp): boolean {
  return callee.type === 'Identifier' && name.test(callee.name)
}

/** The name of a member access that is written out: `x.name` or `x['name']`. */
export function memberName(computed: boolean, property: Expression | AnyNode): string | undefined {
  if (!computed && property.type === 'Identifier') return property.name
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : undefined
}

/** The fields of a type of node that may hold others. The parser gives all nodes of a type the same fields. */
function childNames(node: AnyNode): readonly string[] {
  const known = namesByType.get(node.type)
  if (known) return known
  const names = Object.keys(node).filter((name) => !leaves.has(name))
  namesByType.set(node.type, names)
  return names
}

function walkChild(child: object, visit: Visit, parent: AnyNode): void {
  if (!Array.isArray(child)) {
    if (isNode(child)) walk(child, visit, parent)
    return
  }
  for (const element of child) {
    if (typeof element === 'object' && element !== null) walkChild(element, visit, parent)
  }
}

function isNode(value: object): value is AnyNode {
  return 'type' in value && 'start' in value
}
