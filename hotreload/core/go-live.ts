// goLive: publishes evaluated modules; once that is done they are the live ones, and their versions are in the history.

import type { Behaviours } from 'tickswap'
import type { Backups } from './backups.ts'
import { type Edit, goneIn } from './edit.ts'
import type { History } from './history.ts'
import type { LinkedModule } from './linked-module.ts'
import type { LiveModules } from './live-modules.ts'
import type { Problems } from './problems.ts'
import { type PublishResult, publishModules } from './publisher.ts'
import { restingDefinitions } from './resting.ts'

export interface GoLiveParts {
  readonly behaviours: Behaviours
  readonly live: LiveModules
  readonly history: History
  readonly problems: Problems
  readonly backups: Backups
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** All of the modules go live, and what is gone rests; or nothing of it happens. `edit` holds what is itself new. */
export function goLive(parts: GoLiveParts, modules: readonly LinkedModule[], edit: Edit): PublishResult {
  const { behaviours, live, history, problems } = parts
  const fresh = modules.filter((linked) => history.current(linked.id)?.linked !== linked)
  const resting = restingDefinitions(behaviours, live, edit)
  const published = publishModules(behaviours, fresh, edit, resting)
  if (!published.ok) return published
  live.replace(modules)
  for (const { id, module } of fresh) problems.published(id, module)
  for (const id of goneIn(edit)) takeOut(parts, id, resting.has(id))
  const { versions = {} } = published.publication ?? {}
  for (const [id, number] of Object.entries(versions)) note(parts, id, number)
  return published
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
