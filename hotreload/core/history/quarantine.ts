// Quarantine: what faulted is not tried again until its text, or that of an import, changes.

import type { Diagnostic } from '../contracts/diagnostic.ts'
import { shownTime } from '../display/shown-time.ts'
import type { LinkPlan } from '../link/link-plan.ts'
import type { LinkProblem } from '../link/link-problem.ts'
import type { History, VersionRecord } from '../state/history.ts'
import type { LiveModules } from '../state/live-modules.ts'
import type { Steps } from '../time/frame-scheduler.ts'
import { hasSameCode, plannedClosure } from './planned-closure.ts'

/**
 * Why modules of a plan may not be tried: the kept versions with the same code that faults took
 * back.
 */
export function* quarantineProblems(
  history: History,
  live: LiveModules,
  plan: LinkPlan,
): Steps<LinkProblem[]> {
  const problems: LinkProblem[] = []
  for (const id of plan.modules.keys()) {
    yield
    const faulted = history.of(id).filter(({ fault }) => fault !== undefined)
    if (faulted.length === 0) continue
    const closure = plannedClosure(live, plan, id)
    const same = faulted.find(({ linked }) => hasSameCode(linked, closure))
    if (!same?.fault) continue
    problems.push({ scripts: [...closure.keys()], diagnostic: quarantined(same, same.fault) })
  }
  return problems
}

function quarantined(
  { id, number }: VersionRecord,
  { diagnostic, time }: NonNullable<VersionRecord['fault']>,
): Diagnostic {
  return {
    ...diagnostic,
    code: 'quarantined',
    message:
      `Script "${id}" is not tried again as it is: its version ${number} faulted and was rolled ` +
      `back at ${shownTime(time)}. ${diagnostic.message}`,
    notes: ['It is tried again when its text changes, or that of a script it imports.'],
  }
}
