// TimerCount: counts the live timers of all scripts, a few scripts at a time, within the frame's
// budget.

import type { PipelineState } from '../state/pipeline-state.ts'

/** A report takes about 2 microseconds. */
const SCRIPTS_IN_A_PIECE = 20

/**
 * Leaves out scripts with a version that is proving itself: until it has, the one before keeps its
 * timers, too.
 */
export class TimerCount {
  readonly #state: PipelineState
  readonly #ids: Set<string>
  readonly #unsubscribe: () => void
  #isWanted = false
  #isCounting = false
  #isClosed = false

  constructor(state: PipelineState) {
    const { behaviours } = state
    this.#state = state
    this.#ids = new Set(behaviours.inspect().map(({ id }) => id))
    this.#unsubscribe = behaviours.on('registered', ({ id }) => this.#ids.add(id))
  }

  /** Calls back with the number once it is known. A call during a count makes it count again. */
  count(onCounted: (timers: number) => void): void {
    this.#isWanted = true
    if (this.#isCounting) return
    this.#isCounting = true
    // Behaviours that were closed cannot be inspected.
    this.#countOn(onCounted).catch(() => this.close())
  }

  close(): void {
    this.#isClosed = true
    this.#unsubscribe()
  }

  async #countOn(onCounted: (timers: number) => void): Promise<void> {
    while (this.#isWanted) {
      // Not in the frame that asked.
      await Promise.resolve()
      this.#isWanted = false
      const timers = await this.#countAll()
      if (this.#isClosed) return
      onCounted(timers)
    }
    this.#isCounting = false
  }

  async #countAll(): Promise<number> {
    const { behaviours, work } = this.#state
    const ids = [...this.#ids]
    let timers = 0
    for (let start = 0; start < ids.length && !this.#isClosed; start += SCRIPTS_IN_A_PIECE) {
      await work.do(() => {
        for (const id of ids.slice(start, start + SCRIPTS_IN_A_PIECE)) {
          const report = behaviours.inspect(id)
          if (report.version === report.goodVersion) timers += report.timers
        }
      })
    }
    return timers
  }
}
