// Publish reports: the events about what became of a batch, and why.

import type { Emitter, Milliseconds } from 'tickswap'
import type { HotReloadEvents, UnchangedCode } from '../events/hot-reload-events.ts'
import { modulesIn, removedIn } from '../state/edit.ts'
import type { Steps } from '../time/frame-scheduler.ts'
import type { VersionNumbers } from './definitions.ts'
import { type GenerationStory, publishReasons } from './publish-reasons.ts'

type Events = Emitter<HotReloadEvents>

/** Emits what a generation brought, once it is live under this number. */
export type Report = (generation: number | undefined) => void

const UNCHANGED: Readonly<Record<UnchangedCode, string>> = {
  'same-text': 'The text is the same as the last one.',
  'same-code': 'It compiles to the code that runs.',
}

export function reportUnchanged(events: Events, ids: readonly string[], code: UnchangedCode): void {
  if (ids.length === 0) return
  events.emit('unchanged', { ids, reason: { code, sentence: UNCHANGED[code] } })
}

/**
 * Prepares the report of a generation whose texts came in at `since`. New texts that concern
 * nothing that runs are reported as unchanged.
 */
export function* generationReport(
  events: Events,
  since: Milliseconds,
  versions: VersionNumbers,
  story: GenerationStory,
): Steps<Report> {
  const removed = removedIn(story.changed)
  const ids = Object.keys(versions)
  const changed = modulesIn(story.changed).map(({ id }) => id)
  const reasons = yield* publishReasons(story, ids)
  const texts = story.isForced ? [] : changed
  return (generation = 0) => {
    const milliseconds = performance.now() - since
    if (ids.length === 0) reportUnchanged(events, changed, 'same-code')
    else events.emit('published', { generation, versions, texts, reasons, milliseconds })
    if (removed.length > 0) events.emit('removed', { ids: removed })
  }
}
