// Bounded functions: which functions surely come to an end, so that the loop guard need not count their calls.

import type { AnyNode, CallExpression, Program } from 'acorn'
import { functionName } from './function-name.ts'
import { namedFunctions } from './named-functions.ts'
import { type FunctionNode, isFunction, isLoop, walk } from './syntax-tree.ts'

/** What JavaScript itself calls, without a call being written. */
const calledByTheLanguage = new Set(['next', 'valueOf', 'toString', 'get', 'set'])
const pureLibrary = new Set(['Math', 'Number'])

/**
 * The functions without loops that call nothing but each other, in one direction, and `Math`. Small ones like these are
 * what inner loops are made of, where a check would be felt.
 */
export function boundedFunctions(program: Program): ReadonlySet<FunctionNode> {
  const named = namedFunctions(program)
  const calls = new Map<FunctionNode, readonly string[]>()
  walk(program, (node, parent) => {
    const called = isFunction(node) && !isCalledByTheLanguage(node, parent) && calledNames(node, named)
    if (called) calls.set(node, called)
    return true
  })
  const bounded = new Set<FunctionNode>()
  const isBounded = (name: string) => {
    const target = named.get(name)
    return target !== undefined && bounded.has(target)
  }
  for (let known = -1; known < bounded.size; ) {
    known = bounded.size
    for (const [node, called] of calls) if (called.every(isBounded)) bounded.add(node)
  }
  return bounded
}

function isCalledByTheLanguage(node: FunctionNode, parent: AnyNode | undefined): boolean {
  if (parent?.type === 'Property' || parent?.type === 'MethodDefinition') {
    if (parent.computed || parent.kind === 'get' || parent.kind === 'set') return true
  }
  return calledByTheLanguage.has(functionName(node, parent))
}

/** The names of the functions that it calls; undefined if it loops, or calls what cannot be told. */
function calledNames(
  { params, body, generator, async }: FunctionNode,
  named: ReadonlyMap<string, FunctionNode>,
): readonly string[] | undefined {
  if (generator || async) return undefined
  const names: string[] = []
  let isKnown = true
  for (const part of [...params, body]) {
    walk(part, (node) => {
      if (isLoop(node) || isUnknownCall(node, named)) isKnown = false
      if (node.type === 'CallExpression' && node.callee.type === 'Identifier') names.push(node.callee.name)
      return isKnown && !isFunction(node)
    })
  }
  return isKnown ? names : undefined
}

function isUnknownCall(node: AnyNode, named: ReadonlyMap<string, FunctionNode>): boolean {
  if (node.type === 'NewExpression' || node.type === 'TaggedTemplateExpression') return true
  return node.type === 'CallExpression' && !isLibraryCall(node) && !isCallOfAny(node, named)
}

function isCallOfAny({ callee }: CallExpression, named: ReadonlyMap<string, FunctionNode>): boolean {
  return callee.type === 'Identifier' && named.has(callee.name)
}

/** `Math.sqrt(x)`. */
function isLibraryCall({ callee }: CallExpression): boolean {
  if (callee.type !== 'MemberExpression' || callee.computed) return false
  return callee.object.type === 'Identifier' && pureLibrary.has(callee.object.name)
}
