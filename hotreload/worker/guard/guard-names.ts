// Guard names: the variables of instrumented code.

import { freeName } from '../syntax/free-name.ts'

export interface GuardNames {
  /** The `ModuleGuard`. */
  readonly guard: string
  /** Its `calls`. */
  readonly calls: string
  /** Its `iterations`. */
  readonly iterations: string
  /** In each function with loops: how many iterations are left until the next check. */
  readonly left: string
}

/** Names that do not occur in the code. */
export function guardNames(code: string): GuardNames {
  return {
    guard: freeName(code, '$guard'),
    calls: freeName(code, '$calls'),
    iterations: freeName(code, '$iterations'),
    left: freeName(code, '$left'),
  }
}
