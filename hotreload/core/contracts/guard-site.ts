// Guard sites: where the loop guard's checks stand in a script, as data that a compiler hands over
// with the code.

/**
 * The specifier under which guarded code requires its checks. The linker answers it; no script can
 * import it.
 */
export const LOOP_GUARD_SPECIFIER = 'tickswap:loop-guard'

/**
 * What carries a check: a loop, or a function that has loops or may call itself. Code names it by
 * its index.
 */
export interface GuardSite {
  readonly kind: 'module' | 'function' | 'generator' | 'loop'
  /** A function's name; empty if it has none. */
  readonly name: string
  /** In the script's source; lines count from 1, columns too, in UTF-16 units. */
  readonly line: number
  readonly column: number
  /**
   * The index of the site that it stands in, which comes before it. Undefined for the module
   * itself, at index 0.
   */
  readonly within: number | undefined
}

/**
 * Which scripts get a loop guard: all, none, or all except those whose ids are listed. An id may
 * hold `*` for any part of a name, and `**` for any path: `lib/**`.
 */
export type GuardedScripts = boolean | { readonly except: readonly string[] }
