// The syntax tree of compiled code: parsing it, walking it, and the shapes that are looked for in it.

import { type AnyNode, type CallExpression, type Expression, type Program, parse } from 'acorn'

/** The tree of a CommonJS module's code, with lines from 1 and columns from 0. */
export function parseCommonJs(code: string): Program {
  return parse(code, { ecmaVersion: 'latest', sourceType: 'script', locations: true })
}

/** Calls `visit` for `node` and, unless it answers false, for what is below it. */
export function walk(node: AnyNode, visit: (node: AnyNode) => boolean): void {
  if (!visit(node)) return
  for (const child of Object.values(node)) walkChild(child, visit)
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

function walkChild(child: unknown, visit: (node: AnyNode) => boolean): void {
  if (Array.isArray(child)) {
    for (const element of child) walkChild(element, visit)
  } else if (isNode(child)) {
    walk(child, visit)
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}
