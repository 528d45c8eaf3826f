// Release news: tells what became of a batch, and why.

import type { Emitter } from 'tickswap'
import { goneIn, modulesIn } from './edit.ts'
import type { HotReloadEvents, UnchangedCode } from './events.ts'
import type { Batch } from './intake.ts'
import { type GenerationStory, publishReasons } from './publish-reasons.ts'
import type { Publication } from './publisher.ts'

const UNCHANGED: Readonly<Record<UnchangedCode, string>> = {
  'same-text': 'The text is the one that was dealt with before.',
  'same-code': 'It compiles to the code that runs.',
}

/** Tells of releases by events. */
export class ReleaseNews {
  readonly #events: Emitter<HotReloadEvents>

  constructor(events: Emitter<HotReloadEvents>) {
    this.#events = events
  }

  unchanged(ids: readonly string[], code: UnchangedCode): void {
    if (ids.length === 0) return
    this.#events.emit('unchanged', { ids, reason: { code, sentence: UNCHANGED[code] } })
  }

  /** A generation is live. What was new and concerned nothing that runs changed nothing. */
  live({ since }: Pick<Batch, 'since'>, publication: Publication | undefined, story: GenerationStory): void {
    const gone = goneIn(story.changed)
    const { generation = 0, versions = {}, diagnostics = [] } = publication ?? {}
    const ids = Object.keys(versions)
    const changed = modulesIn(story.changed).map(({ id }) => id)
    if (ids.length > 0) {
      const refused = new Set(diagnostics.map(({ script }) => script))
      this.#events.emit('published', {
        generation,
        versions,
        texts: story.isForced ? [] : changed.filter((id) => !refused.has(id)),
        reasons: publishReasons(story, ids),
        milliseconds: performance.now() - since,
      })
    } else this.unchanged(changed, 'same-code')
    if (gone.length > 0) this.#events.emit('removed', { ids: gone })
  }
}
