// The syntax tree of a module's code: parsing it, walking it, and telling its nodes apart.

import {
  type AnyNode,
  type ArrowFunctionExpression,
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
export type LoopNode =
  | ForStatement
  | ForInStatement
  | ForOfStatement
  | WhileStatement
  | DoWhileStatement

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

/** Fields of every node that hold no nodes. Skipping them makes a walk twice as fast. */
const leaves = new Set(['type', 'start', 'end'])
const namesByType = new Map<string, readonly string[]>()

/** Why a module could not be parsed, and where, in UTF-16 units of its code. */
export interface SyntaxProblem {
  readonly message: string
  readonly pos: number
}

/** The tree of an ES module's code. */
export function parseModule(
  code: string,
): { readonly program: Program } | { readonly syntaxError: SyntaxProblem } {
  try {
    return { program: parse(code, { ecmaVersion: 'latest', sourceType: 'module' }) }
  } catch (error) {
    if (!(error instanceof SyntaxError) || !('pos' in error) || typeof error.pos !== 'number')
      throw error
    return { syntaxError: { message: error.message.replace(/ \(\d+:\d+\)$/, ''), pos: error.pos } }
  }
}

/** Called with a node and its parent. Returns whether to visit the node's children. */
type Visit = (node: AnyNode, parent: AnyNode | undefined) => boolean

/** Calls `visit` for `node` and, unless it returns false, for its descendants. */
export function walk(node: AnyNode, visit: Visit, parent?: AnyNode): void {
  if (visit(node, parent)) forEachChild(node, (child) => walk(child, visit, node))
}

/** Calls `visit` for each direct child of `node`. */
export function forEachChild(node: AnyNode, visit: (child: AnyNode) => void): void {
  for (const name of childNames(node)) {
    const child: unknown = Reflect.get(node, name)
    if (!Array.isArray(child)) {
      if (isNode(child)) visit(child)
      continue
    }
    for (const element of child) if (isNode(element)) visit(element)
  }
}

export function isFunction(node: AnyNode): node is FunctionNode {
  return functionTypes.has(node.type)
}

export function isLoop(node: AnyNode): node is LoopNode {
  return loopTypes.has(node.type)
}

/** The name in a member access that spells it out: `x.name` or `x['name']`. */
export function memberName(computed: boolean, property: Expression | AnyNode): string | undefined {
  if (!computed && property.type === 'Identifier') return property.name
  return property.type === 'Literal' && typeof property.value === 'string'
    ? property.value
    : undefined
}

/**
 * The fields of a type of node that may hold children. The parser gives all nodes of a type the
 * same fields.
 */
function childNames(node: AnyNode): readonly string[] {
  const known = namesByType.get(node.type)
  if (known) return known
  const names = Object.keys(node).filter((name) => !leaves.has(name))
  namesByType.set(node.type, names)
  return names
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}
