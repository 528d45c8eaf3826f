// The polling watcher: looks again and again, for places where the system does not tell of changes.

import type { Milliseconds } from 'tickswap'
import type { Reason } from 'tickswap/hotreload'
import type { WatcherReasonCode } from './choose-watcher.ts'
import { type FileStamp, isSameStamp } from './file-stamp.ts'
import { createFolderReader } from './folder-reader.ts'
import { scanFolder } from './folder-scan.ts'
import type { ScriptFolder } from './script-folder.ts'
import type { ScriptWatcher } from './script-watcher.ts'
import { pause, systemTimers, type Timers } from './timers.ts'
import { WatcherState } from './watcher-state.ts'

export interface PollingWatcherOptions {
  readonly reason: Reason<WatcherReasonCode>
  /** From the beginning of one pass to that of the next. Default 500. */
  readonly interval?: Milliseconds
  readonly timers?: Timers
}

export const DEFAULT_POLLING_INTERVAL = 500
/** A slice of 100 files every so many milliseconds: at most 1 % of a core, however many files there are. */
const REST = 25

/**
 * Makes a polling watcher: a pass over sizes, times and inodes, in small slices. chokidar's polling sets up one poll of
 * the system for each file, through the thread pool. With 1,000 files every 500 ms that took 2.5 to 4 % of a core where
 * this takes less than 1 (`bench/watch.ts`).
 */
export function pollingWatcher(
  folder: ScriptFolder,
  { reason, interval = DEFAULT_POLLING_INTERVAL, timers = systemTimers }: PollingWatcherOptions,
): ScriptWatcher {
  const state = new WatcherState('polling', reason, timers)
  const reader = createFolderReader(folder.isRemote, state.effort)
  let files: ReadonlyMap<string, FileStamp> = new Map()
  let end = new AbortController()
  let running = Promise.resolve()

  async function run(signal: AbortSignal): Promise<void> {
    const rest = () => pause(timers, REST, signal)
    while (!signal.aborted) {
      const start = timers.now()
      await pass(rest)
      await pause(timers, Math.max(REST, start + interval - timers.now()), signal)
    }
  }

  /** A root that cannot be read has no files. The sweep tells that from files that are gone one by one. */
  async function pass(rest: () => Promise<void>): Promise<void> {
    const listing = await scanFolder({ folder, reader, rest }).catch(() => undefined)
    const before = files
    files = listing?.files ?? new Map()
    for (const [file, stamp] of files) {
      const former = before.get(file)
      if (!former || !isSameStamp(former, stamp)) state.changed(file)
    }
    for (const file of before.keys()) if (!files.has(file)) state.removed(file)
  }

  return {
    name: 'polling',
    get status() {
      return state.status
    },
    get isWatching() {
      return state.isWatching
    },
    async start(listener) {
      // Before the listener is there: nothing is said of what there is already.
      await pass(() => Promise.resolve())
      state.begin(listener)
      end = new AbortController()
      running = run(end.signal)
      state.ready()
    },
    async stop() {
      state.end()
      end.abort()
      await running
    },
  }
}
