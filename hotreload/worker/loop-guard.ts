// The loop guard's weaving: puts checks into the loops and functions of a compiled module, without adding a line.

import type { Program } from 'acorn'
import { type GuardSite, LOOP_GUARD_SPECIFIER } from 'tickswap/hotreload'
import { type GuardNames, guardNames } from './guard-names.ts'
import { type GuardedLoop, type GuardedScope, GuardPlan } from './guard-plan.ts'
import type { SourceLookup } from './source-lookup.ts'
import type { InsertedText } from './source-map.ts'

/** What is put into the code for one scope or loop: in front of its first statement, and behind its last. */
interface Insertion {
  readonly start: InsertedText
  readonly end?: InsertedText
}

/** Checks, and where they stand. */
export interface WovenGuard {
  readonly sites: readonly GuardSite[]
  readonly inserted: readonly InsertedText[]
}

/**
 * Finds the checks that `code`, whose tree is `program`, needs; none if it has no loop and no function that needs one.
 * `freeLines` are those whose loops may take as long as they like.
 *
 * ```js
 * function update() { if (--$calls[0] < 0) $guard.call(1); let $left = $turns[1];
 *   while (true) { if (--$left < 0) $left = $guard.turn(2);
 * ```
 */
export function weaveLoopGuard(
  code: string,
  program: Program,
  lookup: SourceLookup,
  freeLines: ReadonlySet<number>,
): WovenGuard {
  const { sites, scopes, loops } = new GuardPlan(program, lookup, freeLines)
  if (scopes.length + loops.length === 1) return { sites: [], inserted: [] }
  const names = guardNames(program)
  const insertions = [
    ...scopes.map((scope) => intoScope(scope, names, code)),
    ...loops.map((loop) => intoLoop(loop, names)),
  ]
  return { sites, inserted: insertions.flatMap(({ start, end }) => (end ? [start, end] : [start])) }
}

function intoScope({ node, site, hasLoops }: GuardedScope, names: GuardNames, code: string): Insertion {
  const { guard, calls, turns, left } = names
  const counter = hasLoops ? ` let ${left} = ${turns}[${site}];` : ''
  if (node.type === 'Program') {
    const required = `const ${guard} = require("${LOOP_GUARD_SPECIFIER}"), ${calls} = ${guard}.calls, ${turns} = ${guard}.turns;`
    return { start: { at: afterDirectives(node.body, 0), text: `${required}${counter} ` } }
  }
  const isSpent = `--${calls}[0] < 0`
  const check = ` if (${isSpent}) ${guard}.call(${site});${counter}`
  if (node.type === 'StaticBlock') return { start: { at: code.indexOf('{', node.start) + 1, text: check } }
  const { body } = node
  if (body.type === 'BlockStatement') {
    return { start: { at: afterDirectives(body.body, body.start + 1), text: check } }
  }
  return {
    start: { at: body.start, text: `(${isSpent} && ${guard}.call(${site}), ` },
    end: { at: body.end, text: ')' },
  }
}

function intoLoop({ node: { body }, site }: GuardedLoop, { guard, left }: GuardNames): Insertion {
  const check =
    site === undefined ? ` ${guard}.renew();` : ` if (--${left} < 0) ${left} = ${guard}.turn(${site});`
  if (body.type === 'BlockStatement') return { start: { at: body.start + 1, text: check } }
  return { start: { at: body.start, text: `{${check} ` }, end: { at: body.end, text: ' }' } }
}

/** Where the first statement goes: `'use strict'` must stay in front of it. */
function afterDirectives(statements: Program['body'], start: number): number {
  const directives = statements.filter(
    (statement) => statement.type === 'ExpressionStatement' && statement.directive !== undefined,
  )
  return directives.at(-1)?.end ?? start
}
