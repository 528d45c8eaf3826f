// Planned closures: what a script would run with if a link plan went live, to be compared with what
// once ran.

import type { CompiledModule } from '../contracts/compiler.ts'
import { type LinkPlan, scriptsImportedBy } from '../link/link-plan.ts'
import { LinkedModule } from '../state/linked-module.ts'
import type { LiveModules } from '../state/live-modules.ts'

/**
 * A script and all that it imports, by id: modules that would be evaluated, and modules that run
 * already.
 */
type PlannedClosure = ReadonlyMap<string, CompiledModule | LinkedModule>

export function plannedClosure(live: LiveModules, plan: LinkPlan, id: string): PlannedClosure {
  const closure = new Map<string, CompiledModule | LinkedModule>()
  const waiting = new Set([id])
  for (const next of waiting) {
    const planned = plan.modules.get(next)
    if (planned) {
      closure.set(next, planned)
      for (const imported of scriptsImportedBy(plan, next)) waiting.add(imported)
      continue
    }
    for (const linked of live.linked(next)?.closure ?? []) closure.set(linked.id, linked)
  }
  return closure
}

/** Whether a module, with all that it was linked with, has the code that is planned. */
export function hasSameCode(kept: LinkedModule, planned: PlannedClosure): boolean {
  return isSame(kept, planned, (part, other) => {
    const module = other instanceof LinkedModule ? other.module : other
    return part === other || (module !== undefined && part.module?.code === module.code)
  })
}

/**
 * Whether it is the same as what is planned, down to the modules that run and are not to be
 * re-evaluated.
 */
export function isInterchangeable(kept: LinkedModule, planned: PlannedClosure): boolean {
  return isSame(kept, planned, (part, other) => {
    return other instanceof LinkedModule ? part === other : part.module?.code === other.code
  })
}

function isSame(
  kept: LinkedModule,
  planned: PlannedClosure,
  equals: (part: LinkedModule, other: CompiledModule | LinkedModule) => boolean,
): boolean {
  const { closure } = kept
  if (closure.size !== planned.size) return false
  return [...closure].every((part) => {
    const other = planned.get(part.id)
    return other !== undefined && equals(part, other)
  })
}
