// goLive: publishes evaluated modules; once that is done they are the live ones, and their versions are in the history.

import type { Behaviours } from 'tickswap'
import type { Backups } from './backups.ts'
import type { History } from './history.ts'
import type { LinkedModule } from './linked-module.ts'
import type { LiveModules } from './live-modules.ts'
import type { Problems } from './problems.ts'
import { type PublishResult, publishModules } from './publisher.ts'

export interface GoLiveParts {
  readonly behaviours: Behaviours
  readonly live: LiveModules
  readonly history: History
  readonly problems: Problems
  readonly backups: Backups
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** All of the modules go live or none does. `changed` are the scripts whose own text is new. */
export function goLive(
  parts: GoLiveParts,
  modules: readonly LinkedModule[],
  changed: { has(id: string): boolean },
): PublishResult {
  const { behaviours, live, history, problems } = parts
  const fresh = modules.filter((linked) => history.current(linked.id)?.linked !== linked)
  const published = publishModules(behaviours, fresh, changed)
  if (!published.ok) return published
  live.replace(modules)
  for (const { id, module } of fresh) problems.published(id, module)
  const { versions = {} } = published.publication ?? {}
  for (const [id, number] of Object.entries(versions)) note(parts, id, number)
  return published
}

function note({ live, history, backups, now }: GoLiveParts, id: string, number: number): void {
  const linked = live.linked(id)
  if (!linked) return
  const record = history.publish({ id, number, time: now(), linked })
  if (record.outcome === 'committed') backups.save(linked)
}
