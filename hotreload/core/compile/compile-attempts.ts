// CompileAttempts: one question to the pool, until it is answered, abandoned, or out of attempts.

import type { Milliseconds } from 'tickswap'
import type { Timers } from '../time/timers.ts'
import type { CompileService } from './compile-worker.ts'
import type { SupervisedThread } from './supervised-thread.ts'
import type { ThreadQueue } from './thread-queue.ts'

/** What a `CompileAttempts` works with. */
export interface CompileAttemptsOptions<Answer> {
  readonly question: (service: CompileService) => Promise<Answer>
  readonly queue: ThreadQueue<SupervisedThread>
  readonly timers: Timers
  /**
   * How long to wait after each attempt that failed. The attempt after the last delay is the last
   * one.
   */
  readonly delays: readonly Milliseconds[]
  /** Called for each failed attempt that is followed by another one. Attempts count from 1. */
  readonly onRetry: (attempt: number, delay: Milliseconds, error: unknown) => void
  /** Makes the error that the job fails with in the end. */
  readonly failure: (attempts: number, cause: unknown) => Error
}

/**
 * Queues again for each attempt, so that a text that crashes its thread lets the others go first.
 */
export class CompileAttempts<Answer> {
  readonly #options: CompileAttemptsOptions<Answer>
  #abandoned: Error | undefined
  #reject: ((reason: Error) => void) | undefined
  #endPause: (() => void) | undefined

  constructor(options: CompileAttemptsOptions<Answer>) {
    this.#options = options
  }

  /**
   * Asks until there is an answer. Rejects if there is none, and at once when the job is abandoned.
   */
  run(): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#reject = reject
      this.#ask().then(resolve, reject)
    })
  }

  /**
   * Makes no further attempt. A thread that works on it goes on: it is ready again sooner than a
   * new one.
   */
  abandon(reason: Error): void {
    this.#abandoned ??= reason
    this.#reject?.(reason)
    this.#endPause?.()
  }

  async #ask(): Promise<Answer> {
    const { delays, onRetry, failure } = this.#options
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt()
      } catch (error) {
        if (this.#abandoned) throw this.#abandoned
        const delay = delays[attempt - 1]
        if (delay === undefined) throw failure(attempt, error)
        onRetry(attempt, delay, error)
        await this.#pause(delay)
      }
    }
  }

  async #attempt(): Promise<Answer> {
    const { queue, question } = this.#options
    const thread = await queue.take()
    try {
      if (this.#abandoned) throw this.#abandoned
      return await thread.ask(question)
    } finally {
      queue.release(thread)
    }
  }

  #pause(delay: Milliseconds): Promise<void> {
    const { timers } = this.#options
    return new Promise((resolve) => {
      const cancel = timers.after(delay, resolve)
      this.#endPause = () => {
        cancel()
        resolve()
      }
    })
  }
}
