// instrumentLoops: adds the loop guard's checks to a module, without adding a line.

import type { BlockStatement, Program } from 'acorn'
import { type GuardSite, LOOP_GUARD_SPECIFIER } from 'tickswap/hotreload/adapters'
import type { SourceLookup } from '../syntax/source-lookup.ts'
import { insertion, type TextEdit } from '../syntax/text-edit.ts'
import { type GuardNames, guardNames } from './guard-names.ts'
import { type GuardedLoop, type GuardedScope, GuardPlan } from './guard-plan.ts'

/** The checks, and the edits that add them to the code. */
interface LoopChecks {
  readonly sites: readonly GuardSite[]
  readonly edits: readonly TextEdit[]
}

/**
 * The checks that `code`, whose tree is `program`, needs; none if no loop and no function of it
 * needs one. Loops on the lines `unguarded` have no time limit.
 *
 * ```js
 * function update() { if (--$calls[0] < 0) $guard.call(1); let $left = $iterations[1];
 *   while (true) { if (--$left < 0) $left = $guard.iterate(2);
 * ```
 */
export function instrumentLoops(
  code: string,
  program: Program,
  lookup: SourceLookup,
  unguarded: ReadonlySet<number>,
): LoopChecks {
  const { sites, scopes, loops } = new GuardPlan(program, lookup, unguarded)
  if (scopes.length + loops.length === 1) return { sites: [], edits: [] }
  const names = guardNames(code)
  const edits = [
    ...scopes.flatMap((scope) => intoScope(scope, names, code)),
    ...loops.flatMap((loop) => intoLoop(loop, names)),
  ]
  return { sites, edits }
}

function intoScope(
  { node, site, hasLoops }: GuardedScope,
  names: GuardNames,
  code: string,
): TextEdit[] {
  const { guard, calls, iterations, left } = names
  const counter = hasLoops ? ` let ${left} = ${iterations}[${site}];` : ''
  if (node.type === 'Program') {
    const imported = `const ${guard} = require("${LOOP_GUARD_SPECIFIER}")`
    const counts = `${calls} = ${guard}.calls, ${iterations} = ${guard}.iterations`
    return [insertion(0, `${imported}, ${counts};${counter} `)]
  }
  const isSpent = `--${calls}[0] < 0`
  const check = ` if (${isSpent}) ${guard}.call(${site});${counter}`
  if (node.type === 'StaticBlock') return [insertion(code.indexOf('{', node.start) + 1, check)]
  const { body } = node
  if (body.type === 'BlockStatement') return [insertion(afterDirectives(body), check)]
  return [
    insertion(body.start, `(${isSpent} && ${guard}.call(${site}), `),
    insertion(body.end, ')'),
  ]
}

function intoLoop({ node: { body }, site }: GuardedLoop, { guard, left }: GuardNames): TextEdit[] {
  const check =
    site === undefined
      ? ` ${guard}.restart();`
      : ` if (--${left} < 0) ${left} = ${guard}.iterate(${site});`
  if (body.type === 'BlockStatement') return [insertion(body.start + 1, check)]
  return [insertion(body.start, `{${check} `), insertion(body.end, ' }')]
}

/** Where the check goes: directives such as `'use strict'` must stay first. */
function afterDirectives({ body, start }: BlockStatement): number {
  const directives = body.filter(
    (statement) => statement.type === 'ExpressionStatement' && statement.directive !== undefined,
  )
  return directives.at(-1)?.end ?? start + 1
}
