// Sources: what a hot reload hears from, started and stopped together.

import type { Source, SourceListener } from '../contracts/source.ts'

interface SourcesOptions {
  /** Whom a source reports to. */
  readonly listener: (source: Source) => SourceListener
  /** Told why a source cannot start. The others do. */
  readonly failed: (error: unknown) => void
}

/** All sources of one hot reload. */
export class Sources {
  readonly #options: SourcesOptions
  /** With their listeners, which outlive a stop. */
  readonly #listeners: ReadonlyMap<Source, SourceListener>
  readonly #started = new Set<Source>()
  /** Those whose start has resolved. */
  readonly #ready = new Set<Source>()
  #stopping: Promise<unknown> | undefined

  constructor(sources: readonly Source[], options: SourcesOptions) {
    this.#options = options
    this.#listeners = new Map(sources.map((source) => [source, options.listener(source)]))
  }

  /** Whether every source is started, and reports what changes. */
  get isWatching(): boolean {
    const sources = [...this.#listeners.keys()]
    return sources.every((source) => this.#ready.has(source) && source.isWatching !== false)
  }

  /** Starts those that are stopped. Resolves when what is there was reported. */
  async start(): Promise<void> {
    if (this.#stopping) await this.#stopping
    const stopped = [...this.#listeners].filter(([source]) => !this.#started.has(source))
    await Promise.all(stopped.map(([source, listener]) => this.#start(source, listener)))
  }

  /** Stops all of them, those too that are still starting. Resolves when nothing is left behind. */
  async stop(): Promise<void> {
    const started = [...this.#started]
    this.#started.clear()
    this.#ready.clear()
    this.#stopping = Promise.all(started.map((source) => source.stop()))
    await this.#stopping
  }

  /** Has all of them check now. */
  async refresh(): Promise<void> {
    await Promise.all([...this.#started].map((source) => source.refresh?.()))
  }

  async #start(source: Source, listener: SourceListener): Promise<void> {
    this.#started.add(source)
    try {
      await source.start(listener)
      if (this.#started.has(source)) this.#ready.add(source)
    } catch (error) {
      this.#started.delete(source)
      this.#options.failed(error)
    }
  }
}
