// The polling watcher: looks again and again, for places where the system does not tell of changes.

import type { Milliseconds } from 'tickswap'
import { type Reason, systemTimers, type Timers } from 'tickswap/hotreload'
import { type FileStamp, isSameStamp } from '../folder/file-stamp.ts'
import { createFolderReader } from '../folder/folder-reader.ts'
import type { ScriptFolder } from '../folder/script-folder.ts'
import { createSlicedScan } from '../folder/sliced-scan.ts'
import { abortableDelay } from '../time/abortable-delay.ts'
import type { ScriptWatcher, WatcherReasonCode } from './script-watcher.ts'
import { WatcherState } from './watcher-state.ts'

export interface PollingWatcherOptions {
  readonly reason: Reason<WatcherReasonCode>
  /** From the beginning of one pass to that of the next. Default 500. */
  readonly interval?: Milliseconds
  readonly timers?: Timers
}

export const DEFAULT_POLLING_INTERVAL = 500
/** Between slices. A pass over more files than 2,000 takes longer than the interval, and costs no more. */
const REST = 50

/**
 * Makes a polling watcher: a pass over sizes, times and inodes, in small slices. chokidar's polling costs about as much
 * (`bench/watch.ts`), but says nothing of a file of equal size with an older time, needs a timer for each file, and goes
 * through the thread pool, where all of them at once keep the game's own files waiting.
 */
export function pollingWatcher(
  folder: ScriptFolder,
  { reason, interval = DEFAULT_POLLING_INTERVAL, timers = systemTimers }: PollingWatcherOptions,
): ScriptWatcher {
  const state = new WatcherState('polling', reason, timers)
  const slicedScan = createSlicedScan(folder, createFolderReader(folder.isRemote, state.effort))
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

  /** A root that cannot be read has no files. The sweep tells that from files that are gone one by one. */
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
