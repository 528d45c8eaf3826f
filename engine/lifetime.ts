// Lifetime: how long a version lives, as its scripts can see it: a signal that aborts when the version is released.

/** The life of one version. The signal is made when a script first asks for it: most never do. */
export class Lifetime {
  #controller: AbortController | undefined
  #isOver = false

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController()
      if (this.#isOver) this.#controller.abort()
    }
    return this.#controller.signal
  }

  /** Aborts the signal. */
  end(): void {
    this.#isOver = true
    this.#controller?.abort()
  }
}
