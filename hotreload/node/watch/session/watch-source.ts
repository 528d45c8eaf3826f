// watchSource: a folder on disk as a source of scripts. What is saved there goes live.

import { stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Milliseconds, TickswapError } from 'tickswap'
import type { Reason } from 'tickswap/hotreload'
import { MAX_TEXT_SIZE, type Source, systemTimers } from 'tickswap/hotreload/adapters'
import { MANIFEST_FILE } from 'tickswap/hotreload/signatures'
import type { FileSystem } from '../folder/file-system.ts'
import type { ScriptFolder } from '../folder/script-folder.ts'
import { createScriptPaths, type ScriptGlobs, type ScriptPaths } from '../folder/script-paths.ts'
import type { WatchOverhead } from '../time/overhead-meter.ts'
import { chooseWatcher, type WatcherChoice } from '../watchers/choose-watcher.ts'
import { nativeWatcher } from '../watchers/native-watcher.ts'
import { DEFAULT_POLLING_INTERVAL, pollingWatcher } from '../watchers/polling-watcher.ts'
import type { ScriptWatcher, WatcherMode, WatcherReasonCode } from '../watchers/script-watcher.ts'
import type { SweepTimes } from './sweep.ts'
import { type SessionCounts, type SessionOptions, WatchSession } from './watch-session.ts'

export interface WatchSourceOptions extends ScriptGlobs {
  /**
   * How the folder is watched, or a function that creates the watcher. Default: what
   * `chooseWatcher` chooses. The environment variable `TICKSWAP_WATCH` (`native` or `polling`)
   * takes precedence over a mode.
   */
  readonly watcher?: WatcherMode | ((folder: ScriptFolder) => ScriptWatcher)
  /** From the start of one pass over the folder to the next, where it is polled. Default 500. */
  readonly pollingInterval?: Milliseconds
  /** How often everything is checked besides, in case a change was missed. */
  readonly sweep?: Partial<SweepTimes>
  /** In bytes: a larger file is reported as unreadable. At most, and by default, 1,048,576. */
  readonly maxSize?: number
}

/** A folder that is watched. */
export interface WatchSource extends Source {
  refresh(): Promise<void>
  readonly isWatching: boolean
  /** How watching goes. Plain data. */
  readonly status: WatchSourceStatus
}

export interface WatchSourceStatus extends SessionCounts {
  /** `degraded`: polling, since the system's watcher failed. `lost`: the folder cannot be read. */
  readonly state: 'stopped' | 'starting' | 'watching' | 'degraded' | 'lost'
  /** Undefined until it is started. */
  readonly mode: WatcherMode | undefined
  /** Why this mode. */
  readonly reason: Reason<WatcherReasonCode> | undefined
  readonly fileSystem: FileSystem | undefined
  /** How often the watcher reported a change. */
  readonly notifications: number
  /** How much time the watcher and the sweep took on the game's thread. */
  readonly overhead: WatchOverhead
}

/**
 * Watches a folder of scripts. A script's id is its path in the folder without the extension;
 * symlinks are followed within the folder and never out of it. Files that are still being written
 * are not reported, and an empty one only if it stays empty for 250 ms. Files that change together
 * are reported together.
 *
 * The watcher only says which files to read. A sweep beside it checks everything, so that lost,
 * duplicate or reordered notifications make no difference: within one sweep (2 s by size and time,
 * 30 s by content), what is on disk is reported.
 *
 * For a game that requires signatures, the folder's signed manifest (`tickswap.manifest`) is watched
 * beside the scripts.
 *
 * Not for a game in the browser that a Vite server serves: there, `tickswap/vite` is faster.
 *
 * `start` rejects with a TickswapError if there is no such folder.
 *
 * @throws TickswapError for an invalid option, such as a glob that leads out of the folder.
 * @example
 * ```ts
 * const source = watchSource(new URL('./scripts', import.meta.url), { exclude: ['drafts/**'] })
 * const hotReload = createHotReload(behaviours, { source, ... })
 * source.status.reason?.sentence // The folder is on ext4, where the system reports changes.
 * ```
 */
export function watchSource(folder: string | URL, options: WatchSourceOptions = {}): WatchSource {
  const path = typeof folder === 'string' ? folder : fileURLToPath(folder)
  const paths = createScriptPaths(options)
  refuseBadNumbers(options)
  const reported = new Map<string, string>()
  let current: Run | undefined

  return {
    name: `watch ${JSON.stringify(path)}`,
    get isWatching() {
      return current?.isReady === true && current.session?.isLost === false
    },
    get status() {
      return statusOf(current)
    },
    async start(listener) {
      if (current)
        throw new TickswapError(
          `watchSource: ${JSON.stringify(path)} is watched already. Stop this source before you ` +
            'start it again.',
        )
      const run: Run = { choice: undefined, session: undefined, isReady: false }
      current = run
      try {
        await requireFolder(path)
        run.choice = await chooseWatcher(
          path,
          typeof options.watcher === 'string' ? options.watcher : undefined,
        )
        // The source may have been stopped in between.
        if (current !== run) return
        run.session = openSession(run.choice, { paths, options, listener, reported })
        await run.session.start()
        run.isReady = true
      } catch (error) {
        if (current === run) current = undefined
        await run.session?.stop()
        throw error
      }
    },
    async stop() {
      const run = current
      current = undefined
      await run?.session?.stop()
    },
    async refresh() {
      await current?.session?.refresh()
    },
  }
}

/** From a start to a stop. */
interface Run {
  choice: WatcherChoice | undefined
  session: WatchSession | undefined
  isReady: boolean
}

/** What all sessions of a source share. */
interface SessionParts extends Pick<SessionOptions, 'listener' | 'reported'> {
  readonly paths: ScriptPaths
  readonly options: WatchSourceOptions
}

function openSession(
  { mode, reason, fileSystem }: WatcherChoice,
  { paths, options, listener, reported }: SessionParts,
): WatchSession {
  const { watcher, sweep = {}, maxSize = MAX_TEXT_SIZE } = options
  const { pollingInterval = DEFAULT_POLLING_INTERVAL } = options
  const isRemote = fileSystem.kind !== 'local' && fileSystem.kind !== 'layered'
  const manifest = listener.signed && MANIFEST_FILE
  const folder: ScriptFolder = { root: fileSystem.path, paths, isRemote, manifest }
  const createWatcher = {
    native: () => nativeWatcher(folder, { reason }),
    polling: () => pollingWatcher(folder, { reason, interval: pollingInterval }),
  }
  return new WatchSession({
    folder,
    watcher: typeof watcher === 'function' ? watcher(folder) : createWatcher[mode](),
    listener,
    reported,
    timers: systemTimers,
    sweep,
    maxSize,
    pollingInterval,
  })
}

function statusOf(run: Run | undefined): WatchSourceStatus {
  const watcher = run?.session?.watcher.status
  const watching = watcher?.overhead ?? noOverhead
  const sweeping = run?.session?.overhead ?? noOverhead
  return {
    state: stateOf(run),
    mode: watcher?.mode,
    reason: watcher?.reason,
    fileSystem: run?.choice?.fileSystem,
    notifications: watcher?.notifications ?? 0,
    overhead: { busy: watching.busy + sweeping.busy, share: watching.share + sweeping.share },
    ...(run?.session?.counts ?? noCounts),
  }
}

const noOverhead: WatchOverhead = { busy: 0, share: 0 }
const noCounts: SessionCounts = { files: 0, sweeps: 0, missed: 0 }

function stateOf(run: Run | undefined): WatchSourceStatus['state'] {
  if (!run) return 'stopped'
  if (!run.isReady) return 'starting'
  if (run.session?.isLost) return 'lost'
  return run.session?.watcher.status.reason.code === 'degraded' ? 'degraded' : 'watching'
}

async function requireFolder(path: string): Promise<void> {
  const stats = await stat(path).catch(() => undefined)
  if (stats?.isDirectory()) return
  const what = stats ? 'is not a folder' : 'does not exist'
  throw new TickswapError(
    `watchSource: the scripts' folder ${JSON.stringify(path)} ${what}. Create it first.`,
  )
}

function refuseBadNumbers({ pollingInterval, sweep, maxSize }: WatchSourceOptions): void {
  const numbers = {
    pollingInterval,
    'sweep.stamps': sweep?.stamps,
    'sweep.contents': sweep?.contents,
    maxSize,
  }
  for (const [name, value] of Object.entries(numbers)) {
    if (value === undefined || value > 0) continue
    throw new TickswapError(`watchSource: ${name} must be above 0, not ${value}.`)
  }
  if (maxSize === undefined || maxSize <= MAX_TEXT_SIZE) return
  throw new TickswapError(
    `watchSource: maxSize is ${maxSize}, but no compiler takes more than ${MAX_TEXT_SIZE} bytes.`,
  )
}
