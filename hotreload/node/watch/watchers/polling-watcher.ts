// The polling watcher: checks repeatedly, for folders where the system does not report changes.

import type { Milliseconds } from 'tickswap'
import type { Reason } from 'tickswap/hotreload'
import { systemTimers, type Timers } from 'tickswap/hotreload/adapters'
import { type FileStamp, isSameStamp } from '../folder/file-stamp.ts'
import { createFolderReader } from '../folder/folder-reader.ts'
import type { ScriptFolder } from '../folder/script-folder.ts'
import { createSlicedScan } from '../folder/sliced-scan.ts'
import { abortableDelay } from '../time/abortable-delay.ts'
import type { ScriptWatcher, WatcherReasonCode } from './script-watcher.ts'
import { WatcherState } from './watcher-state.ts'

export interface PollingWatcherOptions {
  readonly reason: Reason<WatcherReasonCode>
  /** From the start of one pass to that of the next. Default 500. */
  readonly interval?: Milliseconds
  readonly timers?: Timers
}

export const DEFAULT_POLLING_INTERVAL = 500
/**
 * Between slices. A pass over more than 2,000 files takes longer than the interval, at the same
 * load.
 */
const REST = 50

/**
 * Creates a polling watcher: passes over sizes, times and inodes, in small slices. chokidar's
 * polling costs about as much (`bench/watch.ts`), but misses a file of equal size with an older
 * time, needs a timer for each file, and uses the thread pool, where all of them at once delay the
 * game's own files.
 */
export function pollingWatcher(
  folder: ScriptFolder,
  { reason, interval = DEFAULT_POLLING_INTERVAL, timers = systemTimers }: PollingWatcherOptions,
): ScriptWatcher {
  const state = new WatcherState('polling', reason, timers)
  const slicedScan = createSlicedScan(folder, createFolderReader(folder.isRemote, state.meter))
  let files: ReadonlyMap<string, FileStamp> = new Map()
  let end = new AbortController()
  let running = Promise.resolve()

  async function run(signal: AbortSignal): Promise<void> {
    const rest = () => abortableDelay(timers, REST, signal)
    while (!signal.aborted) {
      const start = timers.now()
      await pass(rest)
      await abortableDelay(timers, Math.max(REST, start + interval - timers.now()), signal)
    }
  }

  /**
   * A root that cannot be read has no files. The sweep tells this apart from files that were
   * removed.
   */
  async function pass(rest: () => Promise<void>): Promise<void> {
    const listing = await slicedScan.scan(rest).catch(() => undefined)
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
      // Before there is a listener, so that existing files are not reported.
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
