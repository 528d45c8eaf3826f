// Bounded code: functions and loops that certainly end, so that they need no check.

import type { AnyNode, CallExpression, Program } from 'acorn'
import {
  type FunctionNode,
  isFunction,
  isLoop,
  type LoopNode,
  walk,
} from '../syntax/syntax-tree.ts'
import { functionName } from './function-name.ts'
import { type NamedFunctions, namedFunctions } from './named-functions.ts'

/** Methods that JavaScript calls itself, without a call in the code. */
const calledByTheLanguage = new Set(['next', 'valueOf', 'toString', 'get', 'set'])
const implicitCalls = new Set<string>([
  'NewExpression',
  'TaggedTemplateExpression',
  'YieldExpression',
  'AwaitExpression',
])
const pureLibrary = new Set(['Math', 'Number'])
/** What the engine passes to hooks: a list that no script can make longer. */
const entityList = 'entities'

/** Whether a call of the function certainly ends. */
type Ends = (callee: FunctionNode) => boolean

/**
 * Scripts spend their time in small functions and plain loops over entities, where a check would
 * cost most.
 *
 * - A function is bounded if it has no loops and calls only `Math` and functions that are known to
 *   be bounded.
 * - A loop is bounded if it iterates over `entities`, contains no loop, and calls nothing else
 *   either.
 */
export class BoundedCode {
  readonly #named: NamedFunctions
  readonly #functions = new Set<FunctionNode>()
  /** Whether the script declares a variable with the name of the engine's list. */
  #hasOwnEntities = false

  constructor(program: Program) {
    this.#named = namedFunctions(program)
    const candidates: FunctionNode[] = []
    walk(program, (node, parent) => {
      if (isFunction(node) && canBeBounded(node, parent)) candidates.push(node)
      if (node.type === 'VariableDeclarator' && isEntityList(node.id)) this.#hasOwnEntities = true
      return true
    })
    this.#findBounded(candidates)
  }

  /** Those that call none first, then those that call only them, and so on. */
  #findBounded(candidates: readonly FunctionNode[]): void {
    const callers = new Map<FunctionNode, FunctionNode[]>()
    const open = new Map<FunctionNode, number>()
    const bounded: FunctionNode[] = []
    for (const node of candidates) {
      const called = this.#calledBy(node)
      if (!called) continue
      open.set(node, called.size)
      if (called.size === 0) bounded.push(node)
      for (const one of called) {
        const known = callers.get(one)
        if (known) known.push(node)
        else callers.set(one, [node])
      }
    }
    for (const node of bounded) {
      this.#functions.add(node)
      for (const caller of callers.get(node) ?? []) {
        const left = (open.get(caller) ?? 0) - 1
        open.set(caller, left)
        if (left === 0) bounded.push(caller)
      }
    }
  }

  /** The functions that a function calls by name; undefined if something else may not end. */
  #calledBy({ params, body }: FunctionNode): ReadonlySet<FunctionNode> | undefined {
    const called = new Set<FunctionNode>()
    const isPlain = this.#isPlain([...params, body], (callee) => {
      called.add(callee)
      return true
    })
    return isPlain ? called : undefined
  }

  hasFunction(node: FunctionNode): boolean {
    return this.#functions.has(node)
  }

  hasLoop(node: LoopNode): boolean {
    if (this.#hasOwnEntities || !isOverEntities(node)) return false
    return this.#isPlain([node.body], (callee) => this.#functions.has(callee))
  }

  /**
   * Whether no loop and no call in it could run forever. Functions inside of it are judged on their
   * own.
   */
  #isPlain(parts: readonly AnyNode[], ends: Ends): boolean {
    let isPlain = true
    for (const part of parts) {
      walk(part, (node) => {
        if (isLoop(node) || this.#isUnknownCall(node, ends) || isWriteToEntities(node))
          isPlain = false
        return isPlain && !isFunction(node)
      })
    }
    return isPlain
  }

  #isUnknownCall(node: AnyNode, ends: Ends): boolean {
    if (implicitCalls.has(node.type)) return true
    return node.type === 'CallExpression' && !this.#isKnownCall(node, ends)
  }

  #isKnownCall({ callee }: CallExpression, ends: Ends): boolean {
    if (callee.type === 'Identifier') {
      const target = this.#named.functions.get(callee.name)
      return target !== undefined && ends(target)
    }
    if (callee.type !== 'MemberExpression' || callee.computed) return false
    if (callee.object.type !== 'Identifier') return false
    const { name } = callee.object
    return pureLibrary.has(name) && !this.#named.bound.has(name)
  }
}

function canBeBounded(node: FunctionNode, parent: AnyNode | undefined): boolean {
  if (node.generator || node.async) return false
  if (parent?.type === 'Property' || parent?.type === 'MethodDefinition') {
    if (parent.computed || parent.kind === 'get' || parent.kind === 'set') return false
  }
  return !calledByTheLanguage.has(functionName(node, parent))
}

/** `for (const entity of entities)`, also of `context.entities`. */
function isOverEntities(node: LoopNode): boolean {
  return node.type === 'ForOfStatement' && !node.await && isEntityList(node.right)
}

function isEntityList(node: AnyNode): boolean {
  if (node.type === 'Identifier') return node.name === entityList
  return node.type === 'MemberExpression' && !node.computed && isEntityList(node.property)
}

/** `entities[entities.length] = entity`, which the types forbid. */
function isWriteToEntities(node: AnyNode): boolean {
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return false
  return isEntityList(node.left.object)
}
