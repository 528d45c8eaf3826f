// The native watcher: the system tells what changes, through chokidar.

import { realpathSync, type Stats } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { FSWatcher } from 'chokidar'
import { type Reason, systemTimers, type Timers } from 'tickswap/hotreload'
import { errorCode, pathWithin } from '#disk'
import type { ScriptFolder } from '../folder/script-folder.ts'
import type { ScriptWatcher, WatcherReasonCode } from './script-watcher.ts'
import { WatcherState } from './watcher-state.ts'

export interface NativeWatcherOptions {
  readonly reason: Reason<WatcherReasonCode>
  readonly timers?: Timers
}

/** After these the rest is still watched; the sweep looks after the file or folder in question. */
const harmless = new Set(['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'ELOOP', 'EBUSY'])
/** It takes some 0.2 s for 1,000 files. */
const LONGEST_START = 10_000

/**
 * Makes a native watcher. What it says is fed from chokidar's raw events: those that chokidar makes of them come later,
 * and the second of two within 50 ms does not come at all. `add` and `unlink` besides are what chokidar itself finds in
 * folders that are new or gone.
 */
export function nativeWatcher(
  folder: ScriptFolder,
  { reason, timers = systemTimers }: NativeWatcherOptions,
): ScriptWatcher {
  const state = new WatcherState('native', reason, timers)
  let watcher: FSWatcher | undefined
  let end = new AbortController()

  function fail(error: unknown): void {
    if (!harmless.has(errorCode(error))) state.fail(error)
  }

  function listen(started: FSWatcher): void {
    const tell = (path: string, verb: 'changed' | 'removed') => {
      const file = pathWithin(folder.root, path)
      if (file !== undefined && folder.paths.scriptOf(file)) state[verb](file)
    }
    started.on('raw', (_, name, details) => {
      const watched = watchedPath(details)
      if (watched === undefined) return
      tell(watched, 'changed')
      // If a folder is watched, this is a file in it; if a file is, it is nothing.
      if (name) tell(join(watched, name), 'changed')
    })
    started.on('add', (path) => tell(path, 'changed'))
    started.on('unlink', (path) => tell(path, 'removed'))
    started.on('error', fail)
  }

  return {
    name: 'chokidar',
    get status() {
      return state.status
    },
    get isWatching() {
      return state.isWatching
    },
    async start(listener) {
      const chokidar = await import('chokidar')
      state.begin(listener)
      end = new AbortController()
      watcher = new chokidar.FSWatcher({
        ignoreInitial: true,
        atomic: false,
        ignored: (path, stats) => isIgnored(path, stats, folder),
      })
      listen(watcher)
      await ready(watcher.add(folder.root), timers, end.signal)
      state.ready()
    },
    async stop() {
      state.end()
      end.abort()
      await watcher?.close()
      watcher = undefined
      // The system's handles are closed in the turn after.
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

/** Resolves when chokidar has set up its watches, has failed to (that is told on its own), or was stopped before. */
function ready(watcher: FSWatcher, timers: Timers, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(LONGEST_START, () =>
      reject(new Error(`The system's watcher was not ready after ${LONGEST_START / 1_000} s.`)),
    )
    const end = () => {
      cancel()
      resolve()
    }
    watcher.once('ready', end)
    stopped.addEventListener('abort', end)
    watcher.once('error', (error) => {
      if (!harmless.has(errorCode(error))) end()
    })
  })
}

/** What chokidar hands over besides, without a type. */
function watchedPath(details: unknown): string | undefined {
  if (typeof details !== 'object' || details === null || !('watchedPath' in details))
    return undefined
  return typeof details.watchedPath === 'string' ? details.watchedPath : undefined
}

/** Called with the stats of links themselves, and at first without stats. */
function isIgnored(path: string, stats: Stats | undefined, { root, paths }: ScriptFolder): boolean {
  const file = pathWithin(root, resolve(path))
  if (file === undefined) return true
  if (file === '') return false
  if (stats?.isSymbolicLink() && leadsAstray(path, root)) return true
  if (stats?.isFile()) return paths.scriptOf(file) === undefined
  return !paths.enters(file)
}

/** Whether a link leads out of the root, or to a folder around it and so in a circle. */
function leadsAstray(link: string, root: string): boolean {
  try {
    const target = realpathSync.native(link)
    const around = realpathSync.native(dirname(link))
    return pathWithin(root, target) === undefined || pathWithin(target, around) !== undefined
  } catch {
    return true
  }
}
