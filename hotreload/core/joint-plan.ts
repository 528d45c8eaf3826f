// The joint plan: links an edit together with the held-back texts that it completes.

import type { CompiledModule } from './compiler.ts'
import type { Diagnostic } from './diagnostic.ts'
import { type LinkPlan, planLink } from './link-plan.ts'
import type { LinkProblem } from './link-problem.ts'
import type { LiveModules } from './live-modules.ts'
import { type HeldGroup, modulesOf } from './problems.ts'

/** A plan for the edit and as many held-back groups as link with it; and why the others do not. */
export interface JointPlan {
  readonly result:
    | { readonly ok: true; readonly value: LinkPlan }
    | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }
  /** The edited modules and those of the groups that joined. */
  readonly changed: ReadonlyMap<string, CompiledModule>
  readonly joined: readonly HeldGroup[]
  readonly left: readonly { readonly group: HeldGroup; readonly diagnostics: readonly Diagnostic[] }[]
}

/** Plans the edit with all candidates, then without those that have a part in a problem, until it links. */
export function planJointly(
  live: LiveModules,
  edit: ReadonlyMap<string, CompiledModule>,
  candidates: readonly HeldGroup[],
): JointPlan {
  const left: { group: HeldGroup; diagnostics: Diagnostic[] }[] = []
  let joined = candidates
  for (;;) {
    const changed = new Map([...modulesOf(joined), ...edit])
    const linked = planLink(live, changed)
    if (linked.ok) return { result: { ok: true, value: linked.plan }, changed, joined, left }
    const culprits = joined.filter((group) => linked.problems.some((problem) => concerns(problem, group)))
    if (culprits.length === 0) {
      return { result: { ok: false, diagnostics: linked.problems.map(told) }, changed, joined, left }
    }
    for (const group of culprits) {
      const problems = linked.problems.filter((problem) => concerns(problem, group))
      left.push({ group, diagnostics: problems.map(told) })
    }
    joined = joined.filter((group) => !culprits.includes(group))
  }
}

function concerns({ diagnostic, target }: LinkProblem, { members }: HeldGroup): boolean {
  return members.has(diagnostic.script) || (target !== undefined && members.has(target))
}

function told({ diagnostic }: LinkProblem): Diagnostic {
  return diagnostic
}
