// Going live: evaluated modules are published; then they are the live ones, and their versions are in the history.

import type { CompiledModule } from '../contracts/compiler.ts'
import type { Linked } from '../link/linker.ts'
import type { Backups } from '../state/backups.ts'
import { type Edit, goneIn } from '../state/edit.ts'
import type { History, PublishedVersion } from '../state/history.ts'
import type { LinkedModule } from '../state/linked-module.ts'
import type { LiveModules } from '../state/live-modules.ts'
import type { Problems } from '../state/problems.ts'
import type { Steps } from '../time/frame-scheduler.ts'
import { type PublisherParts, preparePublication, type VersionNumbers } from './definitions.ts'
import { restingDefinitions } from './placeholder.ts'

export interface GoLiveParts extends PublisherParts {
  readonly live: LiveModules
  readonly history: History
  readonly problems: Problems
  readonly backups: Backups
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** A generation that has only to be made live: within one frame, all of it. */
export interface ReadyGeneration {
  /** The versions that it will bring, by script; without those of scripts that rest from then on. */
  readonly versions: VersionNumbers
  /**
   * Costs as little as it can, since it cannot be spread over frames. Answers the generation's number; undefined if it
   * changes nothing that runs.
   */
  goLive(): number | undefined
  /** What is to be done afterwards, and before the next plan. */
  settle(): Steps<void>
  /** Releases it instead. */
  discard(): void
}

/** Gets modules ready to go live, and what is gone to rest. `edit` holds what is itself new. */
export async function prepareGeneration(
  parts: GoLiveParts,
  modules: readonly LinkedModule[],
  edit: Edit,
): Promise<Linked<ReadyGeneration>> {
  const { behaviours, live, history, problems, work, now } = parts
  const fresh = await work.run(freshModules(history, modules))
  const resting = restingDefinitions(behaviours, live, edit)
  const prepared = await preparePublication(parts, { modules: fresh, changed: edit, resting })
  if (!prepared.ok) return prepared
  const { versions, publish, discard } = prepared.value
  const news = await work.run(describe(versions, fresh, now()))
  const gone = goneIn(edit)
  const goLive = () => {
    const generation = publish()
    live.replace(modules)
    problems.published(news.published)
    for (const id of gone) takeOut(parts, id, resting.has(id))
    history.announce(news.records)
    return generation
  }
  const settle = () => settleGeneration(parts, modules, news.records)
  return { ok: true, value: { versions, goLive, settle, discard } }
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

/** What has to be told within the frame in which it goes live. */
interface GenerationNotes {
  readonly published: ReadonlyMap<string, CompiledModule | undefined>
  readonly records: readonly PublishedVersion[]
}

function* describe(
  versions: VersionNumbers,
  fresh: readonly LinkedModule[],
  time: number,
): Steps<GenerationNotes> {
  const published = new Map<string, CompiledModule | undefined>()
  const records: PublishedVersion[] = []
  for (const linked of fresh) {
    yield
    const { id, module } = linked
    published.set(id, module)
    const number = versions[id]
    if (number !== undefined) records.push({ id, number, time, linked })
  }
  return { published, records }
}

/** A fault may have come meanwhile, and then others are live. */
function* settleGeneration(
  { live, history, backups }: GoLiveParts,
  modules: readonly LinkedModule[],
  records: readonly PublishedVersion[],
): Steps<void> {
  for (const linked of modules) {
    live.setImports(linked)
    yield
  }
  for (const { linked } of records) {
    if (history.recordOf(linked)?.outcome === 'committed') backups.save(linked)
    yield
  }
}

function takeOut(
  { live, problems, behaviours }: GoLiveParts,
  id: string,
  isResting: boolean,
): void {
  live.remove(id)
  problems.clearNote(id)
  if (!isResting) return
  const { entities } = behaviours.inspect(id)
  const whose =
    entities > 1 ? `Its ${entities} entities are` : entities === 1 ? 'Its entity is' : 'It is'
  problems.note({
    severity: 'warning',
    stage: 'run',
    code: 'removed',
    script: id,
    message: `Script "${id}" is gone. ${whose} suspended until it is back.`,
  })
}
