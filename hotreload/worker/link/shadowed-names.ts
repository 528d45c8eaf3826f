// Shadowed names: where in a module a name means something other than at its top level.

import type { AnyNode, Identifier, Pattern, Program } from 'acorn'
import { boundNames } from '../syntax/bound-names.ts'
import { isFunction, walkIn } from '../syntax/syntax-tree.ts'

/** The part of the code, from `start` to `end`, in which a declaration holds. */
type Scope = Pick<AnyNode, 'start' | 'end'>

const blocks = new Set<string>([
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'StaticBlock',
])

/** Where in the tree a node stands; neither exists at the top level. */
interface Surroundings {
  /** The body of the enclosing function. */
  readonly body: Scope | undefined
  /** The innermost block. */
  readonly block: Scope | undefined
}

/**
 * Finds where names are declared again. Modules are strict, so every declaration has a scope that
 * can be read from the tree: the function for parameters and `var`, the block for all others.
 */
export class ShadowedNames {
  readonly #names: ReadonlySet<string>
  readonly #scopes = new Map<string, Scope[]>()

  /** Finds other declarations of `names`, which the module's top level declares or imports. */
  constructor(program: Program, names: ReadonlySet<string>) {
    this.#names = names
    const top: Surroundings = { body: undefined, block: undefined }
    walkIn(program, top, (node, around) => {
      this.#declareAll(node, around)
      return inside(node, around)
    })
    for (const [name, scopes] of this.#scopes) this.#scopes.set(name, joined(scopes))
  }

  /** Whether the identifier means something other than at the module's top level. */
  has({ name, start }: Identifier): boolean {
    const scopes = this.#scopes.get(name) ?? []
    const scope = scopes[lastStarted(scopes, start)]
    return scope !== undefined && start < scope.end
  }

  #declareAll(node: AnyNode, { body, block }: Surroundings): void {
    if (isFunction(node)) {
      if (node.id) this.#declare([node.id], node.type === 'FunctionDeclaration' ? block : node)
      this.#declare(node.params, node)
    } else if (node.type === 'VariableDeclaration') {
      const patterns = node.declarations.map(({ id }) => id)
      this.#declare(patterns, node.kind === 'var' ? body : block)
    } else if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
      if (node.id) this.#declare([node.id], node.type === 'ClassDeclaration' ? block : node)
    } else if (node.type === 'CatchClause' && node.param) {
      this.#declare([node.param], node)
    }
  }

  #declare(patterns: readonly Pattern[], scope: Scope | undefined): void {
    if (!scope) return
    for (const name of patterns.flatMap(boundNames)) {
      if (!this.#names.has(name)) continue
      const scopes = this.#scopes.get(name)
      if (scopes) scopes.push(scope)
      else this.#scopes.set(name, [scope])
    }
  }
}

/** The surroundings of what stands in a node. */
function inside(node: AnyNode, { body, block }: Surroundings): Surroundings {
  if (isFunction(node)) return { body: node.body, block: node }
  return {
    body: node.type === 'StaticBlock' ? node : body,
    block:
      node.type === 'SwitchStatement' ? casesOf(node.cases) : blocks.has(node.type) ? node : block,
  }
}

/** The scopes in order, without those that lie in another one: scopes nest and never cross. */
function joined(scopes: readonly Scope[]): Scope[] {
  const outer: Scope[] = []
  for (const scope of [...scopes].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (scope.end > (outer.at(-1)?.end ?? -1)) outer.push(scope)
  }
  return outer
}

/** The index of the last scope that starts at `offset` or before it; -1 if none does. */
function lastStarted(scopes: readonly Scope[], offset: number): number {
  let low = -1
  let high = scopes.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((scopes[middle]?.start ?? 0) <= offset) low = middle
    else high = middle
  }
  return low
}

/** What a `switch` declares holds in its cases, and not in its condition. */
function casesOf(cases: readonly Scope[]): Scope | undefined {
  const [first, last] = [cases[0], cases.at(-1)]
  return first && last && { start: first.start, end: last.end }
}
