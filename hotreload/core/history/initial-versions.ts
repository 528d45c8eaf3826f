// Initial versions: what the game registered of the scripts it was started with, as the first
// entries of the history.

import { isDefinition } from 'tickswap'
import { exportOf } from '../state/namespace.ts'
import type { PipelineState } from '../state/pipeline-state.ts'

/**
 * Notes those that are registered, and those that will be until the returned function is called.
 */
export function noteInitialVersions(
  { behaviours, history, live, now }: PipelineState,
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
