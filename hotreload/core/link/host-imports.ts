// Host imports: loads the host modules that an edit imports for the first time.

import type { CompiledModule } from '../contracts/compiler.ts'
import type { Edit } from '../state/edit.ts'
import type { PipelineState } from '../state/pipeline-state.ts'
import type { Steps } from '../time/frame-scheduler.ts'
import type { LinkPlan } from './link-plan.ts'
import { failedHost, type LinkProblem } from './link-problem.ts'

/** The errors of host modules that could not be loaded, by key. */
export type HostFailures = ReadonlyMap<string, unknown>

/** Loads what `modules` import and nobody has loaded yet. `isDone` stops the search. */
export async function loadImportedHosts(
  { live, work }: PipelineState,
  modules: Iterable<CompiledModule>,
  edit: Edit,
  isDone: () => boolean,
): Promise<HostFailures> {
  function* search(): Steps<Set<string>> {
    const keys = new Set<string>()
    for (const module of modules) {
      for (const key of live.importedHosts(module, edit)) keys.add(key)
      yield
    }
    return keys
  }

  const keys = await work.run(search(), isDone)
  const failures = await live.hosts.load(keys ?? [])
  return new Map(failures.map(({ key, error }) => [key, error]))
}

/** The imports in a plan of host modules that could not be loaded. */
export function* failedHosts(plan: LinkPlan, failures: HostFailures): Steps<LinkProblem[]> {
  const problems: LinkProblem[] = []
  if (failures.size === 0) return problems
  for (const module of plan.modules.values()) {
    for (const entry of module.imports) {
      const target = plan.resolve(module.id, entry)
      if (target?.kind !== 'host' || !failures.has(target.key)) continue
      problems.push(failedHost(module, entry, failures.get(target.key)))
    }
    yield
  }
  return problems
}
