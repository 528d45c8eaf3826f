// Guard names: what woven code calls its checks by, so that no name of the script is touched.

import type { Program } from 'acorn'
import { walk } from './syntax-tree.ts'

export interface GuardNames {
  /** The `ModuleGuard`. */
  readonly guard: string
  /** Its `calls`. */
  readonly calls: string
  /** Its `turns`. */
  readonly turns: string
  /** In each function with loops: how many turns are left until the next look. */
  readonly left: string
}

/** Names that occur nowhere in the code. */
export function guardNames(program: Program): GuardNames {
  const taken = new Set<string>()
  walk(program, (node) => {
    if (node.type === 'Identifier') taken.add(node.name)
    return true
  })
  for (let number = 0; ; number++) {
    const suffix = number === 0 ? '' : String(number)
    const names = {
      guard: `$guard${suffix}`,
      calls: `$calls${suffix}`,
      turns: `$turns${suffix}`,
      left: `$left${suffix}`,
    }
    if (!Object.values(names).some((name) => taken.has(name))) return names
  }
}
