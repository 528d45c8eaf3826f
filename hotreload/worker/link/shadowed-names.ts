// Shadowed names: where in a module a name means something other than at its top level.

import type { AnyNode, Identifier, Pattern, Program } from 'acorn'
import { boundNames } from '../syntax/bound-names.ts'
import { forEachChild, isFunction } from '../syntax/syntax-tree.ts'

/** The part of the code, from `start` to `end`, in which a declaration holds. */
type Scope = Pick<AnyNode, 'start' | 'end'>

const blocks = new Set<string>([
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'StaticBlock',
])

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
    for (const statement of program.body) this.#visit(statement, undefined, undefined)
  }

  /** Whether the identifier means something other than at the module's top level. */
  has({ name, start }: Identifier): boolean {
    return (
      this.#scopes.get(name)?.some((scope) => scope.start <= start && start < scope.end) === true
    )
  }

  /**
   * `body` is that of the enclosing function, `block` the innermost block; neither exists at the
   * top level.
   */
  #visit(node: AnyNode, body: Scope | undefined, block: Scope | undefined): void {
    if (isFunction(node)) {
      if (node.id) this.#declare([node.id], node.type === 'FunctionDeclaration' ? block : node)
      this.#declare(node.params, node)
      forEachChild(node, (child) => this.#visit(child, node.body, node))
      return
    }
    if (node.type === 'VariableDeclaration') {
      const patterns = node.declarations.map(({ id }) => id)
      this.#declare(patterns, node.kind === 'var' ? body : block)
    } else if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
      if (node.id) this.#declare([node.id], node.type === 'ClassDeclaration' ? block : node)
    } else if (node.type === 'CatchClause' && node.param) {
      this.#declare([node.param], node)
    }
    const inner =
      node.type === 'SwitchStatement' ? casesOf(node.cases) : blocks.has(node.type) ? node : block
    const innerBody = node.type === 'StaticBlock' ? node : body
    forEachChild(node, (child) => this.#visit(child, innerBody, inner))
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

/** What a `switch` declares holds in its cases, and not in its condition. */
function casesOf(cases: readonly Scope[]): Scope | undefined {
  const [first, last] = [cases[0], cases.at(-1)]
  return first && last && { start: first.start, end: last.end }
}
