// The watch session: everything between one start of a watched source and its stop.

import type { Milliseconds } from 'tickswap'
import type { ScriptChange, SourceListener, Timers } from 'tickswap/hotreload/adapters'
import { LONGEST_MANIFEST } from 'tickswap/hotreload/signatures'
import { createFolderReader } from '../folder/folder-reader.ts'
import type { ScriptFolder } from '../folder/script-folder.ts'
import type { FolderListing } from '../folder/sliced-scan.ts'
import { createReadQueue, type ReadQueue } from '../read/read-queue.ts'
import { readScript } from '../read/read-script.ts'
import type { Sight } from '../read/sight.ts'
import { lockedSight } from '../read/stable-read.ts'
import { abortableDelay } from '../time/abortable-delay.ts'
import { OverheadMeter, type WatchOverhead } from '../time/overhead-meter.ts'
import { pollingWatcher } from '../watchers/polling-watcher.ts'
import type { ScriptWatcher } from '../watchers/script-watcher.ts'
import { createWatcherKeeper, type WatcherKeeper } from '../watchers/watcher-keeper.ts'
import { createGather, type Gather, MAX_GATHER_TIME } from './gather.ts'
import { MisnamedFiles } from './misnamed-files.ts'
import { MissedChanges } from './missed-changes.ts'
import { ReportedScripts } from './reported-scripts.ts'
import { createSweep, type Sweep, type SweepTimes, sweepTimes } from './sweep.ts'
import {
  degradedWarning,
  lostWarning,
  silentWatcherError,
  unreadableManifestWarning,
} from './watch-warning.ts'

export interface SessionOptions {
  readonly folder: ScriptFolder
  readonly watcher: ScriptWatcher
  readonly listener: SourceListener
  /** The file of each script that was reported and not removed, by id. It outlives the session. */
  readonly reported: Map<string, string>
  readonly timers: Timers
  readonly sweep: Partial<SweepTimes>
  /** In bytes. */
  readonly maxSize: number
  readonly pollingInterval: Milliseconds
}

/** Statistics of a session. */
export interface SessionCounts {
  /** Existing files of scripts. */
  readonly files: number
  /** Passes of the sweep over the whole folder. */
  readonly sweeps: number
  /** Changes that the sweep found and the watcher had not reported. */
  readonly missed: number
}

/** A file that is written to without end must not block the start. */
const MAX_START_TIME = 5_000

export class WatchSession {
  readonly #options: SessionOptions
  readonly #scripts: ReportedScripts
  readonly #meter: OverheadMeter
  readonly #end = new AbortController()
  readonly #misnamed = new MisnamedFiles()
  readonly #missed = new MissedChanges()
  readonly #reads: ReadQueue
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
    this.#scripts = new ReportedScripts(options.reported)
    this.#meter = new OverheadMeter(options.timers.now)
    this.#reads = this.#createReadQueue()
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

  /** Of the sweep; the watcher measures its own. */
  get overhead(): WatchOverhead {
    return this.#meter.overhead
  }

  get counts(): SessionCounts {
    return { files: this.#scripts.count, sweeps: this.#sweeps, missed: this.#missed.count }
  }

  /** Resolves when all existing scripts were reported. */
  start(): Promise<void> {
    this.#starting = this.#start()
    return this.#starting
  }

  async #start(): Promise<void> {
    await Promise.all([this.#keeper.start(), this.#sweep.pass()])
    // Finds what changed before the watcher was ready.
    await this.#sweep.pass()
    // No pass finds a script that was removed since the previous session.
    for (const file of this.#options.reported.values()) this.#enqueue(file)
    await this.#flushReads()
    this.#isStarting = false
    if (!this.#end.signal.aborted) this.#running = this.#sweep.run(this.#end.signal)
  }

  /** Resolves when everything that differs from what was reported is reported. */
  async refresh(): Promise<void> {
    for (const file of this.#scripts.files.keys()) this.#swept(file)
    await this.#sweep.pass()
    await this.#flushReads()
  }

  async stop(): Promise<void> {
    this.#end.abort()
    this.#gather.close()
    await Promise.all([this.#keeper.stop(), this.#reads.close()])
    await this.#starting
    await this.#running
  }

  /** Reads a file that the watcher reported. */
  #noticed(file: string): void {
    this.#missed.noticed(file)
    this.#enqueue(file)
  }

  /** Reads a file that the sweep found. */
  #swept(file: string): void {
    if (!this.#isStarting) this.#missed.swept(file)
    this.#enqueue(file)
  }

  #enqueue(file: string): void {
    const { folder } = this.#options
    if (this.#end.signal.aborted) return
    if (file === folder.manifest) this.#reads.add(file)
    const script = folder.paths.scriptOf(file)
    if (!script) return
    this.#gather.touch()
    if (script.problem === undefined) {
      this.#reads.add(file)
      return
    }
    const change = this.#misnamed.add(file, script)
    // Alone: the pipeline would refuse everything that is reported together with it.
    if (change) this.#options.listener.changed([change])
  }

  #wasRead(file: string, sight: Sight): void {
    if (file === this.#options.folder.manifest) this.#manifestWasRead(file, sight)
    const script = this.#options.folder.paths.scriptOf(file)
    if (!script || sight.kind === 'adrift') return
    const result = sight.kind === 'unsettled' ? lockedSight(file, sight.error) : sight
    const next = this.#scripts.take(file, script, result)
    this.#missed.read(file, next.kind === 'report')
    if (next.kind === 'read') this.#enqueue(next.file)
    if (next.kind === 'report') this.#gather.add(next.change)
  }

  #manifestWasRead(file: string, sight: Sight): void {
    if (sight.kind === 'adrift') return
    const result = sight.kind === 'unsettled' ? lockedSight(file, sight.error) : sight
    const isNew = this.#scripts.takeOther(file, result)
    this.#missed.read(file, isNew)
    if (!isNew || result.kind === 'missing') return
    const { listener } = this.#options
    if (result.kind === 'text') listener.signed?.(result.text)
    else listener.warned(unreadableManifestWarning(result.problem))
  }

  #passed(listing: FolderListing, hasReplacedFolders: boolean): void {
    this.#sweeps++
    // Native watching was chosen, and there are no notifications, as on a disk that another system
    // writes to.
    const isSilent = this.#missed.passed() && this.watcher.status.mode === 'native'
    if (isSilent) this.#keeper.degrade(silentWatcherError())
    this.#misnamed.keep(listing.files)
    if (hasReplacedFolders || this.#isLost) this.#keeper.restart()
    this.#isLost = false
  }

  #lost(error: unknown): void {
    if (this.#isLost || this.#end.signal.aborted) return
    this.#isLost = true
    const { folder, listener } = this.#options
    const files = [...this.#scripts.files.keys()]
    const ids = files.flatMap((file) => folder.paths.scriptOf(file)?.id ?? [])
    listener.warned(lostWarning(folder.root, [...new Set(ids)].sort(), error))
  }

  /** Resolves when all reads are done and reported. */
  async #flushReads(): Promise<void> {
    const done = new AbortController()
    void this.#reads.settled().then(() => done.abort())
    const end = AbortSignal.any([this.#end.signal, done.signal])
    await abortableDelay(this.#options.timers, MAX_START_TIME, end)
    this.#gather.flush()
  }

  #report(changes: readonly ScriptChange[]): void {
    const { reported, listener } = this.#options
    for (const change of changes) {
      if ('removed' in change) reported.delete(change.id)
      else reported.set(change.id, change.file)
    }
    listener.changed(changes)
  }

  #createReadQueue(): ReadQueue {
    const { folder, maxSize, timers } = this.#options
    return createReadQueue({
      timers,
      read: (file) => {
        const most = file === folder.manifest ? LONGEST_MANIFEST : maxSize
        return readScript(file, { root: folder.root, maxSize: most })
      },
      done: (file, sight) => this.#wasRead(file, sight),
    })
  }

  #createGather(): Gather {
    return createGather({
      timers: this.#options.timers,
      maxTime: () => (this.#isStarting ? MAX_START_TIME : MAX_GATHER_TIME),
      isBusy: () => this.#reads.isReading,
      report: (changes) => this.#report(changes),
    })
  }

  #createSweep(): Sweep {
    const { folder, timers, sweep } = this.#options
    return createSweep({
      folder,
      timers,
      meter: this.#meter,
      reader: createFolderReader(folder.isRemote, this.#meter),
      known: this.#scripts.files,
      times: () => sweepTimes(sweep, this.watcher.status.mode),
      differs: (file) => this.#swept(file),
      passed: (listing, hasReplacedFolders) => this.#passed(listing, hasReplacedFolders),
      lost: (error) => this.#lost(error),
    })
  }

  #createKeeper(): WatcherKeeper {
    const { folder, watcher, listener, timers, pollingInterval: interval } = this.#options
    const noticed = (file: string) => this.#noticed(file)
    return createWatcherKeeper({
      first: watcher,
      createFallback: (reason) => pollingWatcher(folder, { reason, timers, interval }),
      listener: { changed: noticed, removed: noticed },
      degraded: (error) => listener.warned(degradedWarning(folder.root, interval, error)),
      resumed: () => void this.#sweep.pass(),
    })
  }
}
