// ThreadQueue: hands out idle threads, first come, first served.

/** Every thread that is taken must be released. */
export class ThreadQueue<Thread> {
  readonly #idle: Thread[]
  readonly #waiting: ((thread: Thread) => void)[] = []

  constructor(threads: readonly Thread[]) {
    this.#idle = [...threads]
  }

  /** Resolves with an idle thread. The one that was used last comes first: it is warm. */
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
