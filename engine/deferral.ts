// Deferral: holds back structural changes while scripts run, and carries them out afterwards, in order.

/**
 * Between `enter` and `leave`, what is handed to `run` waits. So an entity list never changes under the script
 * that reads it, and a swap never happens in the middle of a frame.
 */
export class Deferral {
  #depth = 0
  readonly #waiting: (() => void)[] = []

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

  /** Changes ask for changes themselves, as a hook that adds entities does: all are made before this returns. */
  leave(): void {
    try {
      if (this.#depth === 1) this.#flush()
    } finally {
      this.#depth -= 1
    }
  }

  #flush(): void {
    const waiting = this.#waiting
    try {
      for (let i = 0; i < waiting.length; i++) waiting[i]?.()
    } finally {
      waiting.length = 0
    }
  }
}
