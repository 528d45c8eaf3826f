// The syntax tree of a module's code: parsing it, walking it, and telling its nodes apart.

import type {
  AnyNode,
  ArrowFunctionExpression,
  DoWhileStatement,
  Expression,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  FunctionDeclaration,
  FunctionExpression,
  Program,
  WhileStatement,
} from 'acorn'
import { isStackOverflow } from '../transform/stack-overflow.ts'
import { ModuleParser } from './module-parser.ts'

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

type Parsed =
  | { readonly program: Program }
  | { readonly syntaxError: SyntaxProblem }
  /** The code nests more deeply than the stack of this thread allows. */
  | { readonly isOverflow: true }

/** The tree of an ES module's code. */
export function parseModule(code: string): Parsed {
  try {
    return { program: ModuleParser.parse(code, { ecmaVersion: 'latest', sourceType: 'module' }) }
  } catch (error) {
    if (isStackOverflow(error)) return { isOverflow: true }
    if (!(error instanceof SyntaxError) || !('pos' in error) || typeof error.pos !== 'number')
      throw error
    return { syntaxError: { message: error.message.replace(/ \(\d+:\d+\)$/, ''), pos: error.pos } }
  }
}

/** Called with a node and its parent. Returns whether to visit the node's children. */
type Visit = (node: AnyNode, parent: AnyNode | undefined) => boolean

/** Calls `visit` for `node` and, unless it returns false, for its descendants. */
export function walk(node: AnyNode, visit: Visit): void {
  walkIn(node, true, (child, _, parent) => (visit(child, parent) ? true : undefined))
}

interface Visited<Context> {
  readonly node: AnyNode
  readonly context: Context
  readonly parent: AnyNode | undefined
}

/**
 * Calls `visit` for `node` and its descendants, in the order of the code. What it returns for a
 * node is the context of its children; undefined leaves them out. The tree may be deeper than the
 * stack.
 */
export function walkIn<Context>(
  node: AnyNode,
  context: Context,
  visit: (node: AnyNode, context: Context, parent: AnyNode | undefined) => Context | undefined,
): void {
  const waiting: Visited<Context>[] = [{ node, context, parent: undefined }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const inner = visit(next.node, next.context, next.parent)
    if (inner === undefined) continue
    const { node: parent } = next
    const from = waiting.length
    forEachChild(parent, (child) => waiting.push({ node: child, context: inner, parent }))
    reverse(waiting, from)
  }
}

/** Reverses what stands at `from` and after it. */
function reverse<Item>(list: Item[], from: number): void {
  for (let low = from, high = list.length - 1; low < high; low++, high--) {
    const [first, last] = [list[low], list[high]]
    if (first !== undefined && last !== undefined) [list[low], list[high]] = [last, first]
  }
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
