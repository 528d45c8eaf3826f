// Deferral: queues structural changes while scripts run, and makes them afterwards, in order.

/** How often changes may queue further ones: a `start` hook may add its behaviour endlessly. */
const MOST_ROUNDS = 100

/**
 * Between `enter` and `leave`, changes are queued. So an entity list never changes under the script
 * that reads it, and a swap never happens in the middle of a frame.
 */
export class Deferral {
  #depth = 0
  #pending: (() => void)[] = []

  /** Whether scripts are running. */
  get isRunning(): boolean {
    return this.#depth > 0
  }

  /** Makes a change now, or, while scripts run, afterwards. */
  run(change: () => void): void {
    this.#pending.push(change)
    if (this.#depth > 0) return
    this.enter()
    this.leave()
  }

  enter(): void {
    this.#depth += 1
  }

  leave(): void {
    try {
      if (this.#depth === 1) this.#flush()
    } finally {
      this.#depth -= 1
    }
  }

  /** Changes may queue further ones, as hooks that add entities do. The rest stays queued. */
  #flush(): void {
    for (let round = 0; round < MOST_ROUNDS && this.#pending.length > 0; round++) {
      const changes = this.#pending
      this.#pending = []
      for (const change of changes) change()
    }
  }
}
