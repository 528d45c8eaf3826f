// The watcher keeper: keeps a watcher running, and falls back to polling if the first one fails.

import { errorMessage } from 'tickswap'
import type { Reason } from 'tickswap/hotreload'
import type { ScriptWatcher, WatcherListener, WatcherReasonCode } from './script-watcher.ts'

export interface WatcherKeeper {
  /** The current one. */
  readonly watcher: ScriptWatcher
  /** Resolves when a watcher runs. */
  start(): Promise<void>
  /**
   * Restarts a native watcher, which may watch folders that no longer exist. Polling needs no
   * restart.
   */
  restart(): void
  /** Replaces the first watcher by polling. */
  degrade(error: unknown): void
  stop(): Promise<void>
}

interface WatcherKeeperOptions {
  readonly first: ScriptWatcher
  createFallback(reason: Reason<WatcherReasonCode>): ScriptWatcher
  readonly listener: Pick<WatcherListener, 'changed' | 'removed'>
  /** The first watcher was replaced. Called at most once. */
  degraded(error: unknown): void
  /** The watcher was restarted or replaced, and noticed nothing in between. */
  resumed(): void
}

export function createWatcherKeeper(options: WatcherKeeperOptions): WatcherKeeper {
  const { first, createFallback, listener, degraded, resumed } = options
  let watcher = first
  let isDegraded = false
  let isStopped = false
  /** Starts and stops run one after the other. */
  let last: Promise<void> = Promise.resolve()

  function enqueue(step: () => Promise<void>): void {
    last = last.then(() => (isStopped ? undefined : step())).catch(degrade)
  }

  const begin = () => watcher.start({ ...listener, failed: degrade })

  function degrade(error: unknown): void {
    if (isDegraded || isStopped) return
    isDegraded = true
    degraded(error)
    enqueue(async () => {
      await watcher.stop().catch(() => {})
      watcher = createFallback(degradedReason(error))
      await begin()
      resumed()
    })
  }

  return {
    get watcher() {
      return watcher
    },
    async start() {
      enqueue(begin)
      for (let awaited: Promise<void> | undefined; awaited !== last; ) {
        awaited = last
        await awaited
      }
    },
    restart() {
      if (watcher.status.mode === 'polling') return
      enqueue(async () => {
        await watcher.stop()
        await begin()
        resumed()
      })
    },
    degrade,
    async stop() {
      isStopped = true
      // First the one that may be starting, so that its start ends; then one that may have replaced
      // it.
      await watcher.stop()
      await last
      await watcher.stop()
    },
  }
}

function degradedReason(error: unknown): Reason<WatcherReasonCode> {
  const why = errorMessage(error)
  return { code: 'degraded', sentence: `The system's watcher failed: ${why}.` }
}
