// The watcher keeper: sees to it that some watcher runs, and falls back to polling if the first cannot go on.

import type { Reason } from 'tickswap/hotreload'
import type { ScriptWatcher, WatcherListener, WatcherReasonCode } from './script-watcher.ts'

export interface WatcherKeeper {
  /** The one that runs now. */
  readonly watcher: ScriptWatcher
  /** Resolves when a watcher runs. */
  start(): Promise<void>
  /** Starts the watcher anew, since it may look at folders that are not there any more. Polling need not be. */
  renew(): void
  /** Gives the first watcher up. */
  degrade(error: unknown): void
  stop(): Promise<void>
}

export interface WatcherKeeperOptions {
  readonly first: ScriptWatcher
  createFallback(reason: Reason<WatcherReasonCode>): ScriptWatcher
  readonly listener: Pick<WatcherListener, 'changed' | 'removed'>
  /** The first watcher was given up. Called once at most. */
  degraded(error: unknown): void
  /** There was a gap in which nothing was noticed. */
  resumed(): void
}

export function createWatcherKeeper(options: WatcherKeeperOptions): WatcherKeeper {
  const { first, createFallback, listener, degraded, resumed } = options
  let watcher = first
  let isDegraded = false
  let isStopped = false
  /** Starts and stops are done one after the other. */
  let last: Promise<void> = Promise.resolve()

  function then(step: () => Promise<void>): void {
    last = last.then(() => (isStopped ? undefined : step())).catch(degrade)
  }

  const begin = () => watcher.start({ ...listener, failed: degrade })

  function degrade(error: unknown): void {
    if (isDegraded || isStopped) return
    isDegraded = true
    degraded(error)
    then(async () => {
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
      then(begin)
      for (let awaited: Promise<void> | undefined; awaited !== last; ) {
        awaited = last
        await awaited
      }
    },
    renew() {
      if (watcher.status.mode === 'polling') return
      then(async () => {
        await watcher.stop()
        await begin()
        resumed()
      })
    },
    degrade,
    async stop() {
      isStopped = true
      // First the one that may be starting, so that its start ends; then the one that may have come after it.
      await watcher.stop()
      await last
      await watcher.stop()
    },
  }
}

function degradedReason(error: unknown): Reason<WatcherReasonCode> {
  const why = error instanceof Error ? error.message : String(error)
  return { code: 'degraded', sentence: `The system's watcher could not go on: ${why}.` }
}
