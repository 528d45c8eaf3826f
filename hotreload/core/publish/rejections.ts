// Rejections: holds back what was rejected, and tells of it once it is clear that nothing else is on its way.

import type { Emitter, Milliseconds } from 'tickswap'
import type { HotReloadEvents } from '../events/hot-reload-events.ts'
import type { HeldGroup, Problems } from '../state/problems.ts'

/** What rejections are told with. */
export interface RejectionsParts {
  readonly problems: Problems
  readonly events: Emitter<HotReloadEvents>
  /** How long a failure is not told: a file half written, or a checkout half done, is no error. */
  readonly settle: Milliseconds
  /** Resolves when nothing is on its way that could cure it. */
  readonly idle: () => Promise<void>
}

/**
 * A rejected text waits for a better one from the first moment on; people hear of it after the settle time, unless it
 * was overtaken or went live meanwhile. All that settles together is told in one event.
 */
export class Rejections {
  readonly #parts: RejectionsParts
  readonly #untold = new Set<string>()
  #hasNews = false
  #telling: Promise<void> | undefined
  #endPause: (() => void) | undefined

  constructor(parts: RejectionsParts) {
    this.#parts = parts
  }

  /** Keeps a group in the place of the `former` one, and tells of it in time. */
  hold(group: HeldGroup, former?: HeldGroup): void {
    this.#parts.problems.hold(group, former)
    this.tell(group.members.keys())
  }

  /** Tells, in time, that the texts of these scripts are held back. */
  tell(ids: Iterable<string>): void {
    for (const id of ids) this.#untold.add(id)
    if (this.#untold.size === 0) return
    this.#hasNews = true
    this.#telling ??= this.#tellInTime()
  }

  /** Resolves when everything is told. */
  async told(): Promise<void> {
    await this.#telling
  }

  /** Tells nothing any more. */
  close(): void {
    this.#untold.clear()
    this.#hasNews = false
    this.#endPause?.()
  }

  async #tellInTime(): Promise<void> {
    const { problems, events, idle } = this.#parts
    while (this.#hasNews) {
      this.#hasNews = false
      await this.#pause()
      await idle()
    }
    this.#telling = undefined
    const ids = [...this.#untold].filter((id) => problems.isHeld(id))
    this.#untold.clear()
    if (ids.length > 0) events.emit('rejected', { ids, diagnostics: problems.against(ids) })
  }

  async #pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#parts.settle)
      this.#endPause = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
