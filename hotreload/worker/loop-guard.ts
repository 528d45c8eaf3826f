// The loop guard's weaving: puts checks into the loops and functions of a compiled module, without adding a line.

import type { Program } from 'acorn'
import type MagicString from 'magic-string'
import { type GuardSite, LOOP_GUARD_SPECIFIER } from 'tickswap/hotreload'
import { type GuardNames, guardNames } from './guard-names.ts'
import { type GuardedLoop, type GuardedScope, GuardPlan } from './guard-plan.ts'
import type { SourceLookup } from './source-lookup.ts'

/** Text that goes into the code, at `start` and, where something is put around, at `end`. */
interface Insertion {
  readonly start: readonly [at: number, text: string]
  readonly end?: readonly [at: number, text: string]
}

/**
 * Weaves checks into `code`, whose tree is `program`, and returns where they stand in the source; nothing, if no loop
 * and no function needs one. `freeLines` are those whose loops may take as long as they like.
 *
 * ```js
 * function update() { if (--$calls[0] < 0) $guard.call(1); let $left = $turns[1];
 *   while (true) { if (--$left < 0) $left = $guard.turn(2);
 * ```
 */
export function weaveLoopGuard(
  code: MagicString,
  program: Program,
  lookup: SourceLookup,
  freeLines: ReadonlySet<number>,
): readonly GuardSite[] {
  const { sites, scopes, loops } = new GuardPlan(program, lookup, freeLines)
  if (scopes.length + loops.length === 1) return []
  const names = guardNames(program)
  const insertions = [
    ...scopes.map((scope) => intoScope(scope, names, code.original)),
    ...loops.map((loop) => intoLoop(loop, names)),
  ]
  for (const { start, end } of insertions) {
    code.appendLeft(...start)
    if (end) code.appendLeft(...end)
  }
  return sites
}

function intoScope({ node, site, hasLoops }: GuardedScope, names: GuardNames, code: string): Insertion {
  const { guard, calls, turns, left } = names
  const counter = hasLoops ? ` let ${left} = ${turns}[${site}];` : ''
  if (node.type === 'Program') {
    const required = `const ${guard} = require("${LOOP_GUARD_SPECIFIER}"), ${calls} = ${guard}.calls, ${turns} = ${guard}.turns;`
    return { start: [afterDirectives(node.body, 0), `${required}${counter} `] }
  }
  const isSpent = `--${calls}[0] < 0`
  const check = ` if (${isSpent}) ${guard}.call(${site});${counter}`
  if (node.type === 'StaticBlock') return { start: [code.indexOf('{', node.start) + 1, check] }
  const { body } = node
  if (body.type === 'BlockStatement') {
    return { start: [afterDirectives(body.body, body.start + 1), check] }
  }
  return { start: [body.start, `(${isSpent} && ${guard}.call(${site}), `], end: [body.end, ')'] }
}

function intoLoop({ node: { body }, site }: GuardedLoop, { guard, left }: GuardNames): Insertion {
  const check =
    site === undefined ? ` ${guard}.renew();` : ` if (--${left} < 0) ${left} = ${guard}.turn(${site});`
  if (body.type === 'BlockStatement') return { start: [body.start + 1, check] }
  return { start: [body.start, `{${check} `], end: [body.end, ' }'] }
}

/** Where the first statement goes: `'use strict'` must stay in front of it. */
function afterDirectives(statements: Program['body'], start: number): number {
  const directives = statements.filter(
    (statement) => statement.type === 'ExpressionStatement' && statement.directive !== undefined,
  )
  return directives.at(-1)?.end ?? start
}
