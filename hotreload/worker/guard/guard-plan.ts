// The guard plan: which functions and loops of a module get a check, and their places.

import type { AnyNode, Program, StaticBlock } from 'acorn'
import type { GuardSite } from 'tickswap/hotreload/adapters'
import type { SourceLookup } from '../syntax/source-lookup.ts'
import {
  type FunctionNode,
  isFunction,
  isLoop,
  type LoopNode,
  walkIn,
} from '../syntax/syntax-tree.ts'
import { BoundedCode } from './bounded-code.ts'
import { functionName } from './function-name.ts'

/** What has its own variables: a function, a `static` block of a class, or the module. */
type ScopeNode = FunctionNode | StaticBlock | Program

/** A scope whose calls are counted, and the iterations of its loops, if it has any. */
export interface GuardedScope {
  readonly node: ScopeNode
  readonly site: number
  hasLoops: boolean
}

/** A loop whose iterations are counted; one without a site has no time limit. */
export interface GuardedLoop {
  readonly node: LoopNode
  readonly site: number | undefined
}

/** Where in the module a node stands. */
interface Surroundings {
  readonly scope: GuardedScope
  /** The index of the site that it stands in. */
  readonly within: number
}

/**
 * Collects the checks of a module. Code without a place in the source was added by the transform
 * and gets none.
 */
export class GuardPlan {
  readonly sites: GuardSite[] = []
  readonly scopes: GuardedScope[] = []
  readonly loops: GuardedLoop[] = []
  readonly #lookup: SourceLookup
  readonly #bounded: BoundedCode
  readonly #unguarded: ReadonlySet<number>

  constructor(program: Program, lookup: SourceLookup, unguarded: ReadonlySet<number>) {
    this.#lookup = lookup
    this.#bounded = new BoundedCode(program)
    this.#unguarded = unguarded
    this.sites.push({ kind: 'module', name: '', line: 1, column: 1, within: undefined })
    const top: GuardedScope = { node: program, site: 0, hasLoops: false }
    this.scopes.push(top)
    walkIn(program, { scope: top, within: 0 }, (node, around, parent) => {
      if (node.type === 'StaticBlock' || isFunction(node))
        return this.#planScope(node, parent, around)
      return isLoop(node) ? this.#planLoop(node, parent, around) : around
    })
  }

  #planScope(
    node: FunctionNode | StaticBlock,
    parent: AnyNode | undefined,
    around: Surroundings,
  ): Surroundings {
    const isBounded = isFunction(node) && this.#bounded.hasFunction(node)
    const kind = isFunction(node) && node.generator ? 'generator' : 'function'
    const name = isFunction(node) ? functionName(node, parent) : 'static'
    const site = isBounded ? undefined : this.#add(node, { kind, name, within: around.within })
    if (site === undefined) return around
    const scope: GuardedScope = { node, site, hasLoops: false }
    this.scopes.push(scope)
    return { scope, within: site }
  }

  #planLoop(
    node: LoopNode,
    parent: AnyNode | undefined,
    { scope, within }: Surroundings,
  ): Surroundings {
    const isUnguarded =
      this.#isUnguarded(node) || (parent?.type === 'LabeledStatement' && this.#isUnguarded(parent))
    const isUnchecked = isUnguarded || this.#bounded.hasLoop(node)
    const site = isUnchecked ? undefined : this.#add(node, { kind: 'loop', name: '', within })
    if (site !== undefined) scope.hasLoops = true
    if (site !== undefined || isUnguarded) this.loops.push({ node, site })
    return { scope, within: site ?? within }
  }

  #isUnguarded(node: AnyNode): boolean {
    return this.#unguarded.has(this.#lookup.location(node.start)?.line ?? 0)
  }

  #add(node: AnyNode, site: Pick<GuardSite, 'kind' | 'name' | 'within'>): number | undefined {
    const location = this.#lookup.location(node.start)
    return (
      location && this.sites.push({ ...site, line: location.line, column: location.column }) - 1
    )
  }
}
