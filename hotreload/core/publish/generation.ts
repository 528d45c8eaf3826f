// Generations: evaluated modules are published, all in one frame, and are the live ones from then
// on.

import type { CompiledModule } from '../contracts/compiler.ts'
import type { Result } from '../contracts/result.ts'
import { type Edit, removedIn } from '../state/edit.ts'
import type { History, PublishedVersion } from '../state/history.ts'
import type { LinkedModule } from '../state/linked-module.ts'
import type { PipelineState } from '../state/pipeline-state.ts'
import type { Steps } from '../time/frame-scheduler.ts'
import { prepareDefinitions, type VersionNumbers } from './definitions.ts'
import { placeholders } from './placeholder.ts'

/** A generation that has only to be made live: within one frame, all of it. */
export interface PreparedGeneration {
  /** The versions that it brings, by script; without the placeholders of removed scripts. */
  readonly versions: VersionNumbers
  /**
   * Costs as little as it can, since it cannot be time-sliced. Answers the generation's number;
   * undefined if it changes nothing that runs.
   */
  goLive(): number | undefined
  /** What is to be done afterwards, and before the next plan. */
  finish(): Steps<void>
  /** Releases it instead. */
  discard(): void
}

/**
 * Prepares modules to go live, and placeholders for scripts that `edit` removes. `edit` holds what
 * is itself new.
 */
export async function prepareGeneration(
  state: PipelineState,
  modules: readonly LinkedModule[],
  edit: Edit,
): Promise<Result<PreparedGeneration>> {
  const { behaviours, live, history, problems, work, now } = state
  const fresh = await work.run(freshModules(history, modules))
  const replaced = placeholders(behaviours, live, edit)
  const prepared = await prepareDefinitions(state, {
    modules: fresh,
    changed: edit,
    placeholders: replaced,
  })
  if (!prepared.ok) return prepared
  const { versions, publish, discard } = prepared.value
  const records = await work.run(describe(versions, fresh, now()))
  const removed = removedIn(edit)
  const goLive = () => {
    const generation = publish()
    live.replace(modules)
    problems.published(records.modules)
    for (const id of removed) remove(state, id, replaced.has(id))
    history.announce(records.versions)
    return generation
  }
  const finish = () => finishGeneration(state, modules, records.versions)
  return { ok: true, value: { versions, goLive, finish, discard } }
}

/** Modules that do not run yet. */
function* freshModules(history: History, modules: readonly LinkedModule[]): Steps<LinkedModule[]> {
  const fresh: LinkedModule[] = []
  for (const linked of modules) {
    yield
    if (history.current(linked.id)?.linked !== linked) fresh.push(linked)
  }
  return fresh
}

/** What has to be noted within the frame in which a generation goes live. */
interface GenerationRecords {
  readonly modules: ReadonlyMap<string, CompiledModule | undefined>
  readonly versions: readonly PublishedVersion[]
}

function* describe(
  numbers: VersionNumbers,
  fresh: readonly LinkedModule[],
  time: number,
): Steps<GenerationRecords> {
  const modules = new Map<string, CompiledModule | undefined>()
  const versions: PublishedVersion[] = []
  for (const linked of fresh) {
    yield
    const { id, module } = linked
    modules.set(id, module)
    const number = numbers[id]
    if (number !== undefined) versions.push({ id, number, time, linked })
  }
  return { modules, versions }
}

/** A fault may have come meanwhile, and then others are live. */
function* finishGeneration(
  { live, history, backups }: PipelineState,
  modules: readonly LinkedModule[],
  versions: readonly PublishedVersion[],
): Steps<void> {
  for (const linked of modules) {
    live.setImports(linked)
    yield
  }
  for (const { linked } of versions) {
    if (history.recordOf(linked)?.outcome === 'committed') backups.save(linked)
    yield
  }
}

function remove(
  { live, problems, behaviours }: PipelineState,
  id: string,
  hasPlaceholder: boolean,
): void {
  live.remove(id)
  problems.clearNote(id)
  if (!hasPlaceholder) return
  const { entities } = behaviours.inspect(id)
  const whose =
    entities > 1 ? `Its ${entities} entities are` : entities === 1 ? 'Its entity is' : 'It is'
  problems.note({
    severity: 'warning',
    stage: 'run',
    code: 'removed',
    script: id,
    message: `Script "${id}" was removed. ${whose} suspended until it is back.`,
  })
}
