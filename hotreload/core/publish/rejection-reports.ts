// RejectionReports: keeps rejected texts pending, and reports them once nothing else is under way.

import type { Milliseconds } from 'tickswap'
import type { PipelineState } from '../state/pipeline-state.ts'
import type { PendingGroup } from '../state/problems.ts'

interface RejectionsOptions {
  /**
   * How long a failure is not reported: a file half written, or a checkout half done, is no error.
   */
  readonly debounce: Milliseconds
  /** Resolves when nothing is under way that could fix it. */
  readonly idle: () => Promise<void>
}

/**
 * A rejected text is pending at once. People hear of it after the debounce time, unless it was
 * superseded or went live meanwhile; what is rejected within that time is reported in one event.
 */
export class RejectionReports {
  readonly #state: PipelineState
  readonly #options: RejectionsOptions
  readonly #unreported = new Set<string>()
  #hasMore = false
  #reporting: Promise<void> | undefined
  #endPause: (() => void) | undefined

  constructor(state: PipelineState, options: RejectionsOptions) {
    this.#state = state
    this.#options = options
  }

  /** Keeps a group pending, and reports it in time. */
  reject(group: PendingGroup): void {
    this.#state.problems.addPending(group)
    this.report(group.members.keys())
  }

  /** Reports, in time, that the texts of these scripts are pending. */
  report(ids: Iterable<string>): void {
    for (const id of ids) this.#unreported.add(id)
    if (this.#unreported.size === 0) return
    this.#hasMore = true
    this.#reporting ??= this.#reportInTime()
  }

  /** Resolves when everything is reported. */
  async reported(): Promise<void> {
    await this.#reporting
  }

  /** Reports nothing any more. */
  close(): void {
    this.#unreported.clear()
    this.#hasMore = false
    this.#endPause?.()
  }

  async #reportInTime(): Promise<void> {
    const { problems, events } = this.#state
    while (this.#hasMore) {
      this.#hasMore = false
      await this.#pause()
      await this.#options.idle()
    }
    this.#reporting = undefined
    const ids = [...this.#unreported].filter((id) => problems.isPending(id))
    this.#unreported.clear()
    if (ids.length > 0) events.emit('rejected', { ids, diagnostics: problems.diagnosticsOf(ids) })
  }

  async #pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#options.debounce)
      this.#endPause = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
