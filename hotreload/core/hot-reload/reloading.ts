// Reloading: sources, intake and pipeline of one hot reload, wired up and running.

import { nearest, TickswapError } from 'tickswap'
import type { ScriptRemoval, Source } from '../contracts/source.ts'
import { admit } from '../intake/admission.ts'
import { type Batch, createIntake, type Intake } from '../intake/intake.ts'
import { Release, type ReleaseParts } from '../publish/batch-publisher.ts'
import { createInitialScripts } from '../publish/initial-scripts.ts'
import { ReleaseNews } from '../publish/publish-news.ts'
import { Rejections } from '../publish/rejections.ts'
import { Restorer, type RestorerParts } from '../publish/restorer.ts'
import { createTurns } from '../time/serial-queue.ts'
import { systemTimers } from '../time/timers.ts'
import type { HotReloadOptions, IntakeTimes } from './hot-reload.ts'
import { createPipeline, type PipelineParts } from './pipeline.ts'

/** What the stages share, made by `createHotReload`. */
export type ReloadingParts = Omit<
  ReleaseParts & RestorerParts & PipelineParts,
  'rejections' | 'news' | 'initial' | 'release' | 'restorer'
>

/** One hot reload at work: one batch at a time, and nothing else meanwhile. */
export class Reloading {
  readonly #parts: ReloadingParts
  readonly #sources: readonly Source[]
  readonly #intake: Intake
  readonly #rejections: Rejections
  readonly #release: Release
  readonly #restorer: Restorer
  readonly #initial: ReturnType<typeof createInitialScripts>
  readonly #turns = createTurns()
  #isStarted = false

  constructor(
    parts: ReloadingParts,
    { source, scripts }: Pick<HotReloadOptions, 'source' | 'scripts'>,
    times: IntakeTimes,
  ) {
    this.#parts = parts
    this.#sources = [source].flat()
    const { events } = parts
    const rejections = new Rejections({
      ...parts,
      settle: times.settle,
      idle: () => this.#intake.settled(),
    })
    this.#rejections = rejections
    this.#initial = createInitialScripts({ ...parts, scripts, rejections })
    this.#restorer = new Restorer(parts)
    this.#release = new Release({ ...parts, rejections, news: new ReleaseNews(events) })
    const process = createPipeline({
      ...parts,
      initial: this.#initial,
      release: this.#release,
      restorer: this.#restorer,
    })
    this.#intake = createIntake({
      ...times,
      process: (batch) => this.#turns.take(() => process(batch)),
      ...systemTimers,
    })
  }

  /** Starts the sources, and compiles what the game came with. Failures are told by events. */
  start(): void {
    const { compiler, events, behaviours } = this.#parts
    const fail = (error: unknown) => events.emit('failed', { error })
    const restoreMissing = async () => {
      await this.#initial.ready()
      const waiting = behaviours.inspect().filter(({ version }) => version === 0)
      await this.#restorer.restore(waiting.map(({ id }) => id))
    }
    Promise.all(this.#sources.map((source) => this.#startSource(source).then(() => true, fail)))
      .then((started) => {
        this.#isStarted = started.every((isStarted) => isStarted === true)
        return this.#intake.settled()
      })
      .then(() => this.#turns.take(restoreMissing))
      .catch(fail)
    compiler
      .warmUp()
      .then(() => this.#initial.ready())
      .then(() => this.#parts.types.start())
      .catch(fail)
  }

  get isWatching(): boolean {
    return this.#isStarted && this.#sources.every(({ isWatching = true }) => isWatching)
  }

  async settled(): Promise<void> {
    await this.#intake.settled()
    await this.#turns.idle()
    await this.#rejections.told()
    await this.#parts.backups.idle()
  }

  async drain(): Promise<void> {
    await Promise.all(this.#sources.map((source) => source.refresh?.()))
    this.#intake.flush()
    await this.settled()
  }

  async reload(id: string | undefined): Promise<void> {
    const ids = this.#known(id)
    const batch: Batch = {
      changes: [],
      since: performance.now(),
      isOvertaken: false,
      onOvertaken: () => {},
      claim: () => true,
    }
    await this.#turns.take(async () => {
      await this.#initial.ready()
      await this.#release.reload(batch, ids)
    })
    await this.#rejections.told()
  }

  async remove(id: string | undefined): Promise<void> {
    const { live } = this.#parts
    const removals = this.#known(id).map((known): ScriptRemoval => {
      return { id: known, file: live.compiled(known)?.file ?? `${known}.ts`, removed: true }
    })
    this.#intake.add(removals)
    await this.settled()
  }

  async close(): Promise<void> {
    this.#isStarted = false
    this.#intake.close()
    this.#initial.close()
    this.#restorer.close()
    this.#rejections.close()
    await Promise.all(this.#sources.map((source) => source.stop()))
  }

  async #startSource(source: Source): Promise<void> {
    const { events } = this.#parts
    await source.start({
      changed: (changes) => admit(changes, this.#intake, events),
      warned: (warning) => events.emit('warned', warning),
    })
  }

  /** The script of this id, or all of them: those that run, and those whose first text was rejected. */
  #known(id: string | undefined): readonly string[] {
    const { live, problems } = this.#parts
    const all = [...new Set([...live.scriptIds, ...problems.heldIds])]
    if (id === undefined) return all
    if (all.includes(id)) return [id]
    const near = nearest(id, all)
    throw new TickswapError(`There is no script "${id}"${near ? `; did you mean "${near}"?` : '.'}`)
  }
}
