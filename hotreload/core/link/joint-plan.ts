// The joint plan: links an edit together with the pending texts that it completes.

import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { Result } from '../contracts/result.ts'
import type { Edit } from '../state/edit.ts'
import type { LiveModules } from '../state/live-modules.ts'
import { editOf, type PendingGroup } from '../state/problems.ts'
import type { Steps } from '../time/frame-scheduler.ts'
import { type LinkPlan, planLink } from './link-plan.ts'
import type { LinkProblem } from './link-problem.ts'

/** A plan for the edit and as many pending groups as link with it; and why the others do not. */
export interface JointPlan {
  readonly result: Result<LinkPlan>
  /** The edit and the groups that joined. */
  readonly changed: Edit
  readonly joined: readonly PendingGroup[]
  readonly left: readonly {
    readonly group: PendingGroup
    readonly diagnostics: readonly Diagnostic[]
  }[]
}

/**
 * Plans the edit with all candidates, then without those that have a part in a problem, until it
 * links. What links may still be rejected.
 */
export function* planJointly(
  live: LiveModules,
  edit: Edit,
  candidates: readonly PendingGroup[],
  objections: (plan: LinkPlan) => Steps<readonly LinkProblem[]>,
): Steps<JointPlan> {
  const left: { group: PendingGroup; diagnostics: readonly Diagnostic[] }[] = []
  let joined = candidates
  for (;;) {
    const changed = new Map([...editOf(joined), ...edit])
    const linked = yield* planLink(live, changed)
    const problems = linked.ok ? yield* objections(linked.value) : linked.errors
    if (linked.ok && problems.length === 0) {
      return { result: { ok: true, value: linked.value }, changed, joined, left }
    }
    const culprits = joined.filter((group) => problems.some((problem) => concerns(problem, group)))
    if (culprits.length === 0) {
      return { result: { ok: false, errors: problems.map(diagnosticOf) }, changed, joined, left }
    }
    for (const group of culprits) {
      const own = problems.filter((problem) => concerns(problem, group))
      left.push({ group, diagnostics: linked.ok ? group.diagnostics : own.map(diagnosticOf) })
    }
    joined = joined.filter((group) => !culprits.includes(group))
  }
}

function concerns({ scripts }: LinkProblem, { members }: PendingGroup): boolean {
  return scripts.some((id) => members.has(id))
}

function diagnosticOf({ diagnostic }: LinkProblem): Diagnostic {
  return diagnostic
}
