// Reloading: sources, intake and pipeline of one hot reload, wired up and running.

import { didYouMean, TickswapError } from 'tickswap'
import type { ScriptChange, ScriptRemoval, Source, SourceListener } from '../contracts/source.ts'
import { createIntake, type Intake } from '../intake/intake.ts'
import { intakeTimes } from '../intake/intake-times.ts'
import type { Batch } from '../intake/open-batch.ts'
import { rateLimits } from '../intake/rate-limits.ts'
import { SourceGates } from '../intake/source-gates.ts'
import { Sources } from '../intake/sources.ts'
import { BatchPublisher } from '../publish/batch-publisher.ts'
import { createInitialScripts, type InitialScripts } from '../publish/initial-scripts.ts'
import { RejectionReports } from '../publish/rejection-reports.ts'
import { Restorer } from '../publish/restorer.ts'
import type { PipelineState } from '../state/pipeline-state.ts'
import { createSerialQueue } from '../time/serial-queue.ts'
import { systemTimers } from '../time/timers.ts'
import type { TypeChecks } from '../type-checks/type-checks.ts'
import type { HotReloadOptions } from './hot-reload.ts'
import { createPipeline } from './pipeline.ts'

/** One hot reload at work. One batch at a time is processed. */
export class Reloading {
  readonly #state: PipelineState
  readonly #types: TypeChecks
  readonly #sources: Sources
  readonly #gates: SourceGates
  readonly #intake: Intake
  readonly #rejections: RejectionReports
  readonly #publisher: BatchPublisher
  readonly #restorer: Restorer
  readonly #initial: InitialScripts
  readonly #queue = createSerialQueue()
  /** The intake, where admitted changes supersede what waits for a manifest. */
  readonly #admitted = {
    add: (changes: readonly ScriptChange[]) => {
      this.#state.signatures?.supersede(changes)
      this.#intake.add(changes)
    },
    addApart: (changes: readonly ScriptChange[]) => {
      this.#state.signatures?.supersede(changes)
      this.#intake.addApart(changes)
    },
  }

  constructor(
    state: PipelineState,
    types: TypeChecks,
    options: Pick<HotReloadOptions, 'source' | 'scripts' | 'intake' | 'rateLimits'>,
  ) {
    const { debounce, ...times } = intakeTimes(options.intake)
    this.#state = state
    this.#types = types
    this.#rejections = new RejectionReports(state, { debounce, idle: () => this.#intake.idle() })
    this.#initial = createInitialScripts(state, options.scripts, this.#rejections)
    this.#restorer = new Restorer(state)
    this.#publisher = new BatchPublisher(state, types, this.#rejections)
    const process = createPipeline(state, {
      initial: this.#initial,
      publisher: this.#publisher,
      restorer: this.#restorer,
      types,
    })
    this.#intake = createIntake({
      ...times,
      ...systemTimers,
      process: (batch) => this.#queue.run(() => process(batch)),
    })
    this.#gates = new SourceGates(state.events, this.#admitted, rateLimits(options.rateLimits))
    this.#sources = new Sources([options.source].flat(), {
      listener: (source) => this.#listenerOf(source),
      failed: (error) => state.events.emit('failed', { error }),
    })
    state.signatures?.onRetry((changes) => this.#intake.add(changes))
  }

  /** Starts the sources, and compiles what the game came with. Failures are events. */
  start(): void {
    const { compiler, events, behaviours } = this.#state
    const fail = (error: unknown) => events.emit('failed', { error })
    const restoreMissing = async () => {
      await this.#initial.ready()
      const waiting = behaviours.inspect().filter(({ version }) => version === 0)
      await this.#restorer.restore(waiting.map(({ id }) => id))
    }
    this.#sources
      .start()
      .then(() => this.#intake.settled())
      .then(() => this.#queue.run(restoreMissing))
      .catch(fail)
    compiler
      .warmUp()
      .then(() => this.#initial.ready())
      .then(() => this.#types.start())
      .catch(fail)
  }

  get sources(): Sources {
    return this.#sources
  }

  async settled(): Promise<void> {
    await this.#state.signatures?.idle()
    do {
      await this.#gates.empty()
      await this.#intake.settled()
    } while (this.#gates.areHolding)
    await this.#queue.idle()
    await this.#rejections.reported()
    await this.#state.backups.idle()
  }

  async drain(): Promise<void> {
    await this.#sources.refresh()
    this.#gates.flush()
    this.#intake.flush()
    await this.settled()
  }

  async reload(id: string | undefined): Promise<void> {
    const ids = this.#known(id)
    const batch: Batch = {
      changes: [],
      since: performance.now(),
      isSuperseded: false,
      onSuperseded: () => {},
      claim: () => true,
    }
    await this.#queue.run(async () => {
      await this.#initial.ready()
      await this.#publisher.reload(batch, ids)
    })
    await this.#rejections.reported()
  }

  async remove(id: string | undefined): Promise<void> {
    const { live, signatures } = this.#state
    const signed = await signatures?.ready()
    const removals = this.#known(id).map((known): ScriptRemoval => {
      return { id: known, file: live.compiled(known)?.file ?? `${known}.ts`, removed: true }
    })
    for (const removal of removals) signed?.allow(removal)
    this.#admitted.add(removals)
    await this.settled()
  }

  async close(): Promise<void> {
    this.#gates.close()
    this.#intake.close()
    this.#initial.close()
    this.#restorer.close()
    this.#rejections.close()
    await this.#sources.stop()
  }

  #listenerOf(source: Source): SourceListener {
    const { events, signatures } = this.#state
    const admission = this.#gates.open(source)
    return {
      changed: (changes) => admission.admit(changes),
      warned: (warning) => events.emit('warned', warning),
      ...(signatures && { signed: signatures.receiver() }),
    }
  }

  /**
   * The script of this id, or all of them: those that run, and those whose first text was rejected.
   */
  #known(id: string | undefined): readonly string[] {
    const { live, problems } = this.#state
    const all = [...new Set([...live.scriptIds, ...problems.pendingIds])]
    if (id === undefined) return all
    if (all.includes(id)) return [id]
    throw new TickswapError(`There is no script "${id}"${didYouMean(id, all)}`)
  }
}
