// The thread line: hands idle threads out, first come, first served.

/** Who takes a thread gives it back. */
export class ThreadQueue<Thread> {
  readonly #idle: Thread[]
  readonly #waiting: ((thread: Thread) => void)[] = []

  constructor(threads: readonly Thread[]) {
    this.#idle = [...threads]
  }

  /** Resolves with a thread that nobody else has. The one that was used last comes first: it is warm. */
  take(): Promise<Thread> {
    const thread = this.#idle.pop()
    if (thread) return Promise.resolve(thread)
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  release(thread: Thread): void {
    const next = this.#waiting.shift()
    if (next) next(thread)
    else this.#idle.push(thread)
  }
}
