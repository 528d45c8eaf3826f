// MissedChanges: counts changes that the watcher missed, and detects a silent one.

/**
 * After this many passes that found changes, without one notification, the watcher counts as
 * silent.
 */
const SILENT_PASSES = 3

export class MissedChanges {
  /** Files that the sweep had read and of which the watcher has reported nothing. */
  readonly #swept = new Set<string>()
  #count = 0
  /** At the end of the last pass. */
  #countBefore = 0
  #silentPasses = 0

  get count(): number {
    return this.#count
  }

  /** The watcher reported the file. */
  noticed(file: string): void {
    this.#swept.delete(file)
    this.#silentPasses = 0
  }

  /** The sweep found that the file differs from what is known. */
  swept(file: string): void {
    this.#swept.add(file)
  }

  /** The file was read. */
  read(file: string, isReported: boolean): void {
    if (this.#swept.delete(file) && isReported) this.#count++
  }

  /** A pass of the sweep is done. Returns whether the watcher counts as silent. */
  passed(): boolean {
    if (this.#count > this.#countBefore) this.#silentPasses++
    this.#countBefore = this.#count
    return this.#silentPasses >= SILENT_PASSES
  }
}
