// Returning modules: finds the kept versions that a link plan returns to, to run them as they are.

import type { LinkPlan } from '../link/link-plan.ts'
import type { History, VersionRecord } from '../state/history.ts'
import type { LinkedModule } from '../state/linked-module.ts'
import type { LiveModules } from '../state/live-modules.ts'
import type { Steps } from '../time/frame-scheduler.ts'
import { isInterchangeable, plannedClosure } from './planned-closure.ts'

/**
 * The modules that have run before with the code of the plan; undefined unless there is one for
 * each planned module. Half a return would leave scripts with two instances of a helper, each with
 * its own state.
 */
export function* returningModules(
  history: History,
  live: LiveModules,
  plan: LinkPlan,
): Steps<readonly LinkedModule[] | undefined> {
  const found = new Map<string, LinkedModule>()
  for (const id of plan.modules.keys()) {
    yield
    const proven = history.of(id).filter(isProven)
    if (proven.length === 0) continue
    const closure = plannedClosure(live, plan, id)
    const fits = ({ linked }: VersionRecord) =>
      isInterchangeable(linked, closure) && agrees(linked, found, plan)
    const record = proven.find(fits)
    for (const part of record?.linked.closure ?? [])
      if (plan.modules.has(part.id)) found.set(part.id, part)
  }
  const returning = [...plan.modules.keys()].flatMap((id) => found.get(id) ?? [])
  return returning.length === plan.modules.size ? returning : undefined
}

function isProven({ outcome, fault }: VersionRecord): boolean {
  return outcome === 'committed' || (outcome === 'rolledBack' && fault === undefined)
}

function agrees(
  linked: LinkedModule,
  found: ReadonlyMap<string, LinkedModule>,
  plan: LinkPlan,
): boolean {
  return [...linked.closure].every(
    (part) => !plan.modules.has(part.id) || (found.get(part.id) ?? part) === part,
  )
}
