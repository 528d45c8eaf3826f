// ScriptWatcher: the contract for everything that notices changed files in a scripts' folder.

import type { Reason } from 'tickswap/hotreload'
import type { WatchOverhead } from '../time/overhead-meter.ts'

/**
 * How a watcher notices changes: `native` by the system's notifications, `polling` by repeated
 * checks.
 */
export type WatcherMode = 'native' | 'polling'

/**
 * Why a folder is watched in this mode. `environment`, `option`: it was set. `local-disk`,
 * `container-layer`: the system reports changes there. `network`, `windows-drive`, `host-folder`,
 * `user-space`, `wsl-1`, `unknown`: it does not, or that is unknown. `degraded`: the system's
 * watcher failed.
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
  /** `failed`: it no longer notices changes. */
  readonly state: 'stopped' | 'starting' | 'watching' | 'failed'
  /** How often it reported a changed or removed file. */
  readonly notifications: number
  /**
   * As measured by the watcher itself. It does not include the system's work outside of the game's
   * thread.
   */
  readonly overhead: WatchOverhead
  /** What made it fail. */
  readonly error?: unknown
}

/**
 * Receives a watcher's notifications. Files are relative to the scripts' root, with forward
 * slashes. A notification says which file to read, and not what is in it: a superfluous one costs
 * one read, and their order has no meaning.
 */
export interface WatcherListener {
  /** The file is new, or its content may be. */
  changed(file: string): void
  /** The file seems to have been removed. */
  removed(file: string): void
  /** The watcher failed. Reported once, and nothing after it. */
  failed(error: unknown): void
}

/** Notices changed files. It may miss some: a sweep runs beside it. */
export interface ScriptWatcher {
  /** For logs, such as `chokidar`. */
  readonly name: string
  readonly status: WatcherStatus
  /** Whether it would notice a change now. */
  readonly isWatching: boolean
  /**
   * Resolves when it notices changes; existing files are not reported. Rejects if it cannot start.
   */
  start(listener: WatcherListener): Promise<void>
  /** Resolves when all of its timers and handles are released. It may be started again. */
  stop(): Promise<void>
}
