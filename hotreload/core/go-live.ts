// Going live: evaluated modules are published; then they are the live ones, and their versions are in the history.

import type { Backups } from './backups.ts'
import { type Edit, goneIn } from './edit.ts'
import type { History } from './history.ts'
import type { LinkedModule } from './linked-module.ts'
import type { Linked } from './linker.ts'
import type { LiveModules } from './live-modules.ts'
import type { Problems } from './problems.ts'
import { type Publication, type PublisherParts, preparePublication } from './publisher.ts'
import { restingDefinitions } from './resting.ts'

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
  goLive(): Publication | undefined
  /** Releases it instead. */
  discard(): void
}

/** Gets modules ready to go live, and what is gone to rest. `edit` holds what is itself new. */
export async function prepareGeneration(
  parts: GoLiveParts,
  modules: readonly LinkedModule[],
  edit: Edit,
): Promise<Linked<ReadyGeneration>> {
  const { behaviours, live, history } = parts
  const fresh = modules.filter((linked) => history.current(linked.id)?.linked !== linked)
  const resting = restingDefinitions(behaviours, live, edit)
  const prepared = await preparePublication(parts, { modules: fresh, changed: edit, resting })
  if (!prepared.ok) return prepared
  const { publish, discard } = prepared.value
  const goLive = () => {
    const publication = publish()
    noteLive(parts, modules, fresh)
    for (const id of goneIn(edit)) takeOut(parts, id, resting.has(id))
    for (const [id, number] of Object.entries(publication?.versions ?? {})) note(parts, id, number)
    return publication
  }
  return { ok: true, value: { goLive, discard } }
}

function noteLive(
  { live, problems }: GoLiveParts,
  modules: readonly LinkedModule[],
  fresh: readonly LinkedModule[],
): void {
  live.replace(modules)
  for (const { id, module } of fresh) problems.published(id, module)
}

function takeOut({ live, problems, behaviours }: GoLiveParts, id: string, isResting: boolean): void {
  live.remove(id)
  problems.clearNote(id)
  if (!isResting) return
  const { entities } = behaviours.inspect(id)
  const whose = entities > 1 ? `Its ${entities} entities are` : entities === 1 ? 'Its entity is' : 'It is'
  problems.note({
    severity: 'warning',
    stage: 'run',
    code: 'removed',
    script: id,
    message: `Script "${id}" is gone. ${whose} suspended until it is back.`,
  })
}

function note({ live, history, backups, now }: GoLiveParts, id: string, number: number): void {
  const linked = live.linked(id)
  if (!linked) return
  const record = history.publish({ id, number, time: now(), linked })
  if (record.outcome === 'committed') backups.save(linked)
}
