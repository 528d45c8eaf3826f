// The supervised thread: answers one question at a time, within a time limit. A thread that fails
// is replaced.

import type { Milliseconds } from 'tickswap'
import type { Timers } from '../time/timers.ts'
import type { CompileThread, StartThread } from './compile-thread.ts'
import type { CompileService } from './compile-worker.ts'

/** What a `SupervisedThread` works with. */
interface SupervisedThreadOptions {
  readonly start: StartThread
  /** How long an answer may take. */
  readonly timeLimit: Milliseconds
  /** How much longer the first answer of a thread may take, which includes its start. */
  readonly startLimit: Milliseconds
  readonly timers: Timers
}

/** The thread starts with the first question, and again with the first one after it has failed. */
export class SupervisedThread {
  readonly #options: SupervisedThreadOptions
  #thread: CompileThread | undefined
  /** Ends the question under way. */
  #fail: ((error: unknown) => void) | undefined
  #ended: Promise<void> = Promise.resolve()

  constructor(options: SupervisedThreadOptions) {
    this.#options = options
  }

  /**
   * Asks the thread, which must not be answering another question. Rejects if it crashes or fails,
   * and when the time is up; then the thread is ended.
   */
  ask<Answer>(question: (service: CompileService) => Promise<Answer>): Promise<Answer> {
    const { timers } = this.#options
    const limit = this.#limit()
    return new Promise((resolve, reject) => {
      // An answer that is here already counts: it was the asking thread that was too busy to hear
      // it in time.
      let cancel = timers.after(limit, () => {
        cancel = timers.after(0, () => fail(tooLong(limit)))
      })
      const finish = () => {
        cancel()
        this.#fail = undefined
      }
      const fail = (error: unknown) => {
        if (this.#fail !== fail) return
        finish()
        this.#discard()
        reject(error)
      }
      const answer = (value: Answer) => {
        if (this.#fail !== fail) return
        finish()
        resolve(value)
      }
      this.#fail = fail
      try {
        this.#thread ??= this.#begin()
        question(this.#thread.service).then(answer, fail)
      } catch (error) {
        fail(error)
      }
    })
  }

  /**
   * Ends the thread; a question under way rejects with `reason`. Resolves when nothing is left of
   * any thread.
   */
  async end(reason: Error): Promise<void> {
    this.#crashed(reason)
    await this.#ended
  }

  /** A thread that is there has answered before: one that fails is discarded. */
  #limit(): Milliseconds {
    const { timeLimit, startLimit } = this.#options
    return this.#thread ? timeLimit : timeLimit + startLimit
  }

  #begin(): CompileThread {
    const thread = this.#options.start((error) => {
      if (this.#thread === thread) this.#crashed(error)
    })
    return thread
  }

  #crashed(error: Error): void {
    if (this.#fail) this.#fail(error)
    else this.#discard()
  }

  #discard(): void {
    this.#ended = Promise.all([this.#ended, this.#thread?.end()]).then(() => {})
    this.#thread = undefined
  }
}

function tooLong(limit: Milliseconds): Error {
  return new Error(`It took longer than ${limit.toLocaleString('en')} ms, so its thread was ended.`)
}
