// MissedChanges: counts what the sweep found and the watcher said nothing of, and tells a watcher that is deaf.

/** So many passes of the sweep found changes, and the watcher said nothing all the time: it is deaf. */
const PASSES_OF_THE_DEAF = 3

export class MissedChanges {
  /** Files that the sweep sent to be looked at, and of which the watcher has said nothing. */
  readonly #swept = new Set<string>()
  #count = 0
  /** At the end of the last pass. */
  #countBefore = 0
  #deafPasses = 0

  get count(): number {
    return this.#count
  }

  /** The watcher said something of the file. */
  noticed(file: string): void {
    this.#swept.delete(file)
    this.#deafPasses = 0
  }

  /** The sweep found that the file differs from what is known. */
  swept(file: string): void {
    this.#swept.add(file)
  }

  /** The file was looked at. */
  seen(file: string, isReported: boolean): void {
    if (this.#swept.delete(file) && isReported) this.#count++
  }

  /** A pass of the sweep is done. Whether the watcher must be taken for deaf. */
  passed(): boolean {
    if (this.#count > this.#countBefore) this.#deafPasses++
    this.#countBefore = this.#count
    return this.#deafPasses >= PASSES_OF_THE_DEAF
  }
}
