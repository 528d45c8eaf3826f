// Release news: tells what became of a batch, and why.

import type { Emitter } from 'tickswap'
import type { HotReloadEvents, UnchangedCode } from '../events/hot-reload-events.ts'
import type { Batch } from '../intake/intake.ts'
import { goneIn, modulesIn } from '../state/edit.ts'
import type { Steps } from '../time/frame-scheduler.ts'
import type { VersionNumbers } from './definitions.ts'
import { type GenerationStory, publishReasons } from './publish-reasons.ts'

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

  /**
   * What is to be told of a generation, once it is live. What was new and concerned nothing that runs changed nothing.
   */
  *of(
    { since }: Pick<Batch, 'since'>,
    versions: VersionNumbers,
    story: GenerationStory,
  ): Steps<(generation: number | undefined) => void> {
    const gone = goneIn(story.changed)
    const ids = Object.keys(versions)
    const changed = modulesIn(story.changed).map(({ id }) => id)
    const reasons = yield* publishReasons(story, ids)
    const texts = story.isForced ? [] : changed
    return (generation = 0) => {
      const milliseconds = performance.now() - since
      if (ids.length === 0) this.unchanged(changed, 'same-code')
      else this.#events.emit('published', { generation, versions, texts, reasons, milliseconds })
      if (gone.length > 0) this.#events.emit('removed', { ids: gone })
    }
  }
}
