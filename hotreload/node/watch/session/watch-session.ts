// The watch session: everything between one start of a watched source and its stop.

import { lstat } from 'node:fs/promises'
import type { Milliseconds } from 'tickswap'
import type { ScriptChange, SourceListener, Timers } from 'tickswap/hotreload'
import { createFolderReader } from '../folder/folder-reader.ts'
import type { ScriptFolder } from '../folder/script-folder.ts'
import type { ScriptFile } from '../folder/script-paths.ts'
import type { FolderListing } from '../folder/sliced-scan.ts'
import { createReadQueue, type ReadQueue } from '../read/read-queue.ts'
import type { Sight } from '../read/sight.ts'
import { lockedSight, stableRead } from '../read/stable-read.ts'
import { abortableDelay } from '../time/abortable-delay.ts'
import { OverheadMeter, type WatchOverhead } from '../time/overhead-meter.ts'
import { pollingWatcher } from '../watchers/polling-watcher.ts'
import type { ScriptWatcher } from '../watchers/script-watcher.ts'
import { createWatcherKeeper, type WatcherKeeper } from '../watchers/watcher-keeper.ts'
import { createGather, type Gather } from './gather.ts'
import { MissedChanges } from './missed-changes.ts'
import { ReportedScripts } from './reported-scripts.ts'
import { createSweep, type Sweep, type SweepTimes } from './sweep.ts'
import { degradedWarning, lostWarning, silentWatcherError } from './watch-warning.ts'

export interface SessionOptions {
  readonly folder: ScriptFolder
  readonly watcher: ScriptWatcher
  readonly listener: SourceListener
  /** The files that were reported and not taken back, by script id. It outlives the session. */
  readonly told: Map<string, string>
  readonly timers: Timers
  readonly sweep: Partial<SweepTimes>
  /** In bytes. */
  readonly maxSize: number
  readonly pollingInterval: Milliseconds
}

/** Figures of a session. */
export interface SessionCounts {
  /** Scripts' files that are there. */
  readonly files: number
  /** Passes of the sweep over the whole folder. */
  readonly sweeps: number
  /** Changes that the sweep found and the watcher had said nothing of. */
  readonly missed: number
}

/** A file that is written to without end must not hold up the start. */
const LONGEST_START = 5_000
/** A change waits no longer than this for others that may belong to it. */
const LONGEST_GATHER = 50
const DEFAULT_STAMPS = { native: 2_000, polling: 10_000 }
const DEFAULT_CONTENTS = 30_000

export class WatchSession {
  readonly #options: SessionOptions
  readonly #table: ReportedScripts
  readonly #effort: OverheadMeter
  readonly #end = new AbortController()
  /** Files whose names can be no ids, which was told. */
  readonly #misnamed = new Set<string>()
  readonly #missed = new MissedChanges()
  readonly #looks: ReadQueue
  readonly #gather: Gather
  readonly #sweep: Sweep
  readonly #keeper: WatcherKeeper
  #starting: Promise<void> = Promise.resolve()
  #running: Promise<void> = Promise.resolve()
  #isStarting = true
  #isLost = false
  #sweeps = 0

  constructor(options: SessionOptions) {
    this.#options = options
    this.#table = new ReportedScripts(options.told)
    this.#effort = new OverheadMeter(options.timers.now)
    this.#looks = this.#createReadQueue()
    this.#gather = this.#createGather()
    this.#sweep = this.#createSweep()
    this.#keeper = this.#createKeeper()
  }

  get watcher(): ScriptWatcher {
    return this.#keeper.watcher
  }

  get isLost(): boolean {
    return this.#isLost
  }

  /** Of the sweep; the watcher has its own. */
  get overhead(): WatchOverhead {
    return this.#effort.overhead
  }

  get counts(): SessionCounts {
    return { files: this.#table.files.size, sweeps: this.#sweeps, missed: this.#missed.count }
  }

  /** Resolves when all that is there was reported. */
  start(): Promise<void> {
    this.#starting = this.#start()
    return this.#starting
  }

  async #start(): Promise<void> {
    await Promise.all([this.#keeper.start(), this.#sweep.pass()])
    // What changed before the watcher was ready.
    await this.#sweep.pass()
    // What is gone since the session before is in no pass.
    for (const file of this.#options.told.values()) this.#look(file)
    await this.#settled()
    this.#isStarting = false
    if (!this.#end.signal.aborted) this.#running = this.#sweep.run(this.#end.signal)
  }

  /** Resolves when all that differed from what was reported is reported. */
  async refresh(): Promise<void> {
    for (const file of this.#table.files.keys()) this.#send(file)
    await this.#sweep.pass()
    await this.#settled()
  }

  async stop(): Promise<void> {
    this.#end.abort()
    this.#gather.close()
    await Promise.all([this.#keeper.stop(), this.#looks.close()])
    await this.#starting
    await this.#running
  }

  /** A look at the file, because the watcher says so. */
  #notice(file: string): void {
    this.#missed.noticed(file)
    this.#look(file)
  }

  /** A look at the file, because the sweep says so. */
  #send(file: string): void {
    if (!this.#isStarting) this.#missed.swept(file)
    this.#look(file)
  }

  #look(file: string): void {
    const script = this.#options.folder.paths.scriptOf(file)
    if (!script || this.#end.signal.aborted) return
    this.#gather.stir()
    if (script.problem === undefined) this.#looks.at(file)
    else this.#tellMisnamed(file, script)
  }

  /** Alone: what is refused for its name would take all that it is reported with along. */
  #tellMisnamed(file: string, { id, problem }: ScriptFile): void {
    if (this.#misnamed.has(file)) return
    this.#misnamed.add(file)
    const message = `The file ${JSON.stringify(file)} is not taken for a script: ${JSON.stringify(id)} cannot be an id. ${problem} Rename it, or exclude it.`
    const diagnostic = {
      severity: 'error',
      stage: 'safety',
      code: 'bad-script-id',
      script: id,
      message,
    } as const
    this.#options.listener.changed([{ id, file, diagnostics: [diagnostic] }])
  }

  /** Whether the root is there is asked only where a file is not: a share that drops takes no script out. */
  async #read(file: string): Promise<Sight> {
    const { root } = this.#options.folder
    const sight = await stableRead(file, { root, maxSize: this.#options.maxSize })
    if (sight.kind !== 'missing') return sight
    const rootStats = await lstat(root).catch(() => undefined)
    return rootStats?.isDirectory() ? sight : { kind: 'adrift' }
  }

  #seen(file: string, sight: Sight): void {
    const script = this.#options.folder.paths.scriptOf(file)
    if (!script || sight.kind === 'adrift') return
    const settled = sight.kind === 'unsettled' ? lockedSight(file, sight.error) : sight
    const verdict = this.#table.take(file, script, settled)
    this.#missed.seen(file, verdict.kind === 'report')
    if (verdict.kind === 'look') this.#look(verdict.file)
    if (verdict.kind === 'report') this.#gather.add(verdict.change)
  }

  #passed(listing: FolderListing, hasReplacedFolders: boolean): void {
    this.#sweeps++
    // Native watching was chosen, and nothing is ever told: such as on a disk that another system writes to.
    const isDeaf = this.#missed.passed() && this.watcher.status.mode === 'native'
    if (isDeaf) this.#keeper.degrade(silentWatcherError())
    for (const file of this.#misnamed) if (!listing.files.has(file)) this.#misnamed.delete(file)
    if (hasReplacedFolders || this.#isLost) this.#keeper.renew()
    this.#isLost = false
  }

  #lost(error: unknown): void {
    if (this.#isLost || this.#end.signal.aborted) return
    this.#isLost = true
    const { folder, listener } = this.#options
    const scripts = [...this.#table.files.keys()].flatMap(
      (file) => folder.paths.scriptOf(file) ?? [],
    )
    listener.warned(
      lostWarning(folder.root, [...new Set(scripts.map(({ id }) => id))].sort(), error),
    )
  }

  async #settled(): Promise<void> {
    const enough = new AbortController()
    void this.#looks.settled().then(() => enough.abort())
    const end = AbortSignal.any([this.#end.signal, enough.signal])
    await abortableDelay(this.#options.timers, LONGEST_START, end)
    this.#gather.flush()
  }

  #tell(changes: readonly ScriptChange[]): void {
    const { told, listener } = this.#options
    for (const change of changes) {
      if ('removed' in change) told.delete(change.id)
      else told.set(change.id, change.file)
    }
    listener.changed(changes)
  }

  #createReadQueue(): ReadQueue {
    return createReadQueue({
      timers: this.#options.timers,
      read: (file) => this.#read(file),
      seen: (file, sight) => this.#seen(file, sight),
    })
  }

  #createGather(): Gather {
    const { timers } = this.#options
    return createGather({
      timers,
      longest: () => (this.#isStarting ? LONGEST_START : LONGEST_GATHER),
      isBusy: () => this.#looks.isReading,
      send: (changes) => this.#tell(changes),
    })
  }

  #createSweep(): Sweep {
    const { folder, timers, sweep } = this.#options
    return createSweep({
      folder,
      timers,
      effort: this.#effort,
      reader: createFolderReader(folder.isRemote, this.#effort),
      known: this.#table.files,
      times: () => ({
        stamps: sweep.stamps ?? DEFAULT_STAMPS[this.watcher.status.mode],
        contents: sweep.contents ?? DEFAULT_CONTENTS,
      }),
      differs: (file) => this.#send(file),
      passed: (listing, hasReplacedFolders) => this.#passed(listing, hasReplacedFolders),
      lost: (error) => this.#lost(error),
    })
  }

  #createKeeper(): WatcherKeeper {
    const { folder, watcher, listener, timers, pollingInterval } = this.#options
    return createWatcherKeeper({
      first: watcher,
      createFallback: (reason) =>
        pollingWatcher(folder, { reason, timers, interval: pollingInterval }),
      listener: { changed: (file) => this.#notice(file), removed: (file) => this.#notice(file) },
      degraded: (error) => listener.warned(degradedWarning(folder.root, pollingInterval, error)),
      resumed: () => void this.#sweep.pass(),
    })
  }
}
