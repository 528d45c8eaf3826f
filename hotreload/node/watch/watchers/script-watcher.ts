// ScriptWatcher: the contract of whatever notices that files of a scripts' folder change.

import type { Reason } from 'tickswap/hotreload'
import type { WatchOverhead } from '../time/overhead-meter.ts'

/** How a watcher learns of changes: `native` from the system, `polling` by looking again and again. */
export type WatcherMode = 'native' | 'polling'

/**
 * Why a folder is watched in one way. `environment`, `option`: somebody said so. `local-disk`, `container-layer`: the
 * system tells of changes there. `network`, `windows-drive`, `host-folder`, `user-space`, `wsl-1`, `unknown`: it does
 * not, or nobody knows. `degraded`: it should, and could not go on.
 */
export type WatcherReasonCode =
  | 'environment'
  | 'option'
  | 'local-disk'
  | 'container-layer'
  | 'network'
  | 'windows-drive'
  | 'host-folder'
  | 'user-space'
  | 'wsl-1'
  | 'unknown'
  | 'degraded'

/** A watcher's state at one moment. Plain data. */
export interface WatcherStatus {
  readonly mode: WatcherMode
  /** Why this mode. */
  readonly reason: Reason<WatcherReasonCode>
  /** `failed`: it notices nothing any more. */
  readonly state: 'stopped' | 'starting' | 'watching' | 'failed'
  /** How often it said that something changed or is gone. */
  readonly notifications: number
  /** What the watcher itself measured; what the system does outside of the game's thread is not in it. */
  readonly overhead: WatchOverhead
  /** What made it fail. */
  readonly error?: unknown
}

/**
 * Who listens to a watcher. Files are relative to the scripts' root, with forward slashes. A notification says where to
 * look and not what is there: one too many costs one look, and their order means nothing.
 */
export interface WatcherListener {
  /** The file is new, or its content may be. */
  changed(file: string): void
  /** The file seems to be gone. */
  removed(file: string): void
  /** The watcher cannot go on. It says so once, and nothing after it. */
  failed(error: unknown): void
}

/** Notices that scripts' files change. May miss some: a sweep runs beside it. */
export interface ScriptWatcher {
  /** For logs, such as `chokidar`. */
  readonly name: string
  readonly status: WatcherStatus
  /** Whether it would notice a change that happened now. */
  readonly isWatching: boolean
  /** Resolves when it notices changes; it says nothing of what is there already. Rejects if it cannot begin. */
  start(listener: WatcherListener): Promise<void>
  /** Resolves when no timer and no handle of it is left. May be started again. */
  stop(): Promise<void>
}
