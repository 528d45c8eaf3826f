// Initial versions: what the game registered of the scripts it was started with, as the first entries of the history.

import { type Behaviours, isDefinition } from 'tickswap'
import type { History } from '../state/history.ts'
import type { LiveModules } from '../state/live-modules.ts'
import { exportOf } from '../state/namespace.ts'

export interface InitialVersionsParts {
  readonly behaviours: Behaviours
  readonly history: History
  readonly live: LiveModules
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Notes those that are registered, and those that will be until the returned function is called. */
export function noteInitialVersions(
  { behaviours, history, live, now }: InitialVersionsParts,
  scripts: Readonly<Record<string, unknown>>,
): () => void {
  function note(id: string, number: number): void {
    const linked = live.linked(id)
    if (number === 0 || !linked || !isDefinition(exportOf(linked.namespace, 'default'))) return
    history.publish({ id, number, time: now(), linked })
  }

  for (const { id, version } of behaviours.inspect())
    if (Object.hasOwn(scripts, id)) note(id, version)
  return behaviours.on('registered', ({ id, version }) => {
    if (Object.hasOwn(scripts, id)) note(id, version)
  })
}
