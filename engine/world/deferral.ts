// Deferral: holds back structural changes while scripts run, and carries them out afterwards, in order.

/** How often changes may ask for changes in one go. A `start` hook that adds its like would never come to an end. */
const ROUNDS = 100

/**
 * Between `enter` and `leave`, what is handed to `run` waits. So an entity list never changes under the script
 * that reads it, and a swap never happens in the middle of a frame.
 */
export class Deferral {
  #depth = 0
  #waiting: (() => void)[] = []

  /** Whether a section is running. */
  get isInside(): boolean {
    return this.#depth > 0
  }

  /** Carries out `change` now, or after the section that is running. */
  run(change: () => void): void {
    this.#waiting.push(change)
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

  /** Changes ask for changes themselves, as a hook that adds entities does. What is left then waits for the next section. */
  #flush(): void {
    for (let round = 0; round < ROUNDS && this.#waiting.length > 0; round++) {
      const changes = this.#waiting
      this.#waiting = []
      for (const change of changes) change()
    }
  }
}
