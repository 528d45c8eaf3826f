// The native watcher: the system reports changes, through chokidar.

import { realpathSync, type Stats } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { FSWatcher } from 'chokidar'
import type { Reason } from 'tickswap/hotreload'
import { systemTimers, type Timers } from 'tickswap/hotreload/adapters'
import { errorCode, pathWithin } from '#disk'
import { isRead, type ScriptFolder } from '../folder/script-folder.ts'
import type { ScriptWatcher, WatcherReasonCode } from './script-watcher.ts'
import { WatcherState } from './watcher-state.ts'

export interface NativeWatcherOptions {
  readonly reason: Reason<WatcherReasonCode>
  readonly timers?: Timers
}

/**
 * After these errors the rest is still watched; the sweep covers the file or folder in question.
 */
const harmless = new Set(['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'ELOOP', 'EBUSY'])
/** It takes some 0.2 s for 1,000 files. */
const START_TIMEOUT = 10_000

/**
 * Creates a native watcher. It uses chokidar's raw events: the events that chokidar derives from
 * them come later, and the second of two within 50 ms is dropped. Beside them it needs `add` and
 * `unlink`, for what chokidar itself finds in new and removed folders.
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
    const notify = (path: string, verb: 'changed' | 'removed') => {
      const file = pathWithin(folder.root, path)
      if (file !== undefined && isRead(folder, file)) state[verb](file)
    }
    started.on('raw', (_, name, details) => {
      const watched = watchedPath(details)
      if (watched === undefined) return
      notify(watched, 'changed')
      // If `watched` is a folder, this is a file in it; if it is a file, there is no such script.
      if (name) notify(join(watched, name), 'changed')
    })
    started.on('add', (path) => notify(path, 'changed'))
    started.on('unlink', (path) => notify(path, 'removed'))
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
      // The system closes its handles in the next iteration of the event loop.
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

/** Resolves when chokidar is ready, has failed (reported separately), or was stopped before. */
function ready(watcher: FSWatcher, timers: Timers, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(START_TIMEOUT, () =>
      reject(new Error(`chokidar was not ready after ${START_TIMEOUT / 1_000} s`)),
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

/** From chokidar's untyped details of a raw event. */
function watchedPath(details: unknown): string | undefined {
  if (typeof details !== 'object' || details === null || !('watchedPath' in details))
    return undefined
  return typeof details.watchedPath === 'string' ? details.watchedPath : undefined
}

/** Called with the stats of symlinks themselves, and the first time without stats. */
function isIgnored(path: string, stats: Stats | undefined, folder: ScriptFolder): boolean {
  const { root, paths } = folder
  const file = pathWithin(root, resolve(path))
  if (file === undefined) return true
  if (file === '') return false
  if (stats?.isSymbolicLink() && leadsOutOrAround(path, root)) return true
  if (stats?.isFile()) return !isRead(folder, file)
  return !paths.enters(file)
}

/** Whether a symlink leads out of the root, or to an enclosing folder and so in a circle. */
function leadsOutOrAround(link: string, root: string): boolean {
  try {
    const target = realpathSync.native(link)
    const around = realpathSync.native(dirname(link))
    return pathWithin(root, target) === undefined || pathWithin(target, around) !== undefined
  } catch {
    return true
  }
}
