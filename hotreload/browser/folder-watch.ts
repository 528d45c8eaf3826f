// watchFolder: looks at a folder again and again, at once where the browser tells of changes, and reports what differs.

import type { Milliseconds } from 'tickswap'
import type { SourceListener } from 'tickswap/hotreload'
import type { Depth, FolderLook } from './folder-look.ts'
import { observeFolder } from './folder-observer.ts'
import { pause } from './pause.ts'

/** What `watchFolder` takes. */
export interface FolderWatchParts {
  readonly folder: FileSystemDirectoryHandle
  readonly look: FolderLook
  readonly listener: SourceListener
  /** How long to wait between two looks. */
  readonly interval: Milliseconds
  /** Whether to use the browser's observer. */
  readonly observe: boolean
  /** Called once, if the folder cannot be looked at any more. The watch is over then. */
  onLost(error: unknown): void
}

/** A watch that goes on until it is stopped. */
export interface FolderWatch {
  readonly isObserving: boolean
  /** Reads every file, and resolves when what differed was reported. */
  refresh(): Promise<void>
  stop(): void
}

/** News comes in bursts: a save, a checkout. */
const BURST: Milliseconds = 15

/** A file that was missing is gone if it still is after this time: editors delete and write anew. */
const GONE_AFTER: Milliseconds = 150

/** With an observer, looking only finds what it missed. */
const OBSERVED_SLOWER = 10

/** Looking takes no more than this part of the time, however many files there are. */
const MOST_OF_THE_TIME = 1 / 20

/**
 * Looks first, reports everything that is there, and goes on looking.
 *
 * @throws whatever the first look throws.
 */
export async function watchFolder(parts: FolderWatchParts): Promise<FolderWatch> {
  const { folder, look, listener, interval, observe, onLost } = parts
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let line: Promise<unknown> = Promise.resolve()
  let stopObserving: (() => void) | undefined

  async function report(depth: Depth): Promise<void> {
    const { changes, missing } = await look.look(depth)
    if (!isStopped && changes.length > 0) listener.changed(changes)
    if (isStopped || missing.length === 0) return
    await pause(GONE_AFTER)
    const removed = await look.confirmMissing(missing)
    if (!isStopped && removed.length > 0) listener.changed(removed)
  }

  /** One look at a time: two would report the same change twice. */
  function inTurn(depth: Depth): Promise<void> {
    const turn = line.then(() => (isStopped ? undefined : report(depth)))
    line = turn.catch(() => {})
    return turn
  }

  function lose(error: unknown): void {
    if (isStopped) return
    stop()
    onLost(error)
  }

  async function tick(): Promise<void> {
    const start = performance.now()
    await inTurn('quick')
    const took = performance.now() - start
    schedule(Math.max(interval * (stopObserving ? OBSERVED_SLOWER : 1), took / MOST_OF_THE_TIME))
  }

  function schedule(delay: Milliseconds): void {
    clearTimeout(timer)
    if (!isStopped) timer = setTimeout(() => tick().catch(lose), delay)
  }

  /** Timers of a page in the background are slow: whoever comes back from their editor wants to see. */
  function onVisible(): void {
    if (document.visibilityState === 'visible') schedule(0)
  }

  function stop(): void {
    isStopped = true
    clearTimeout(timer)
    stopObserving?.()
    document.removeEventListener('visibilitychange', onVisible)
  }

  stopObserving = observe ? await observeFolder(folder, () => schedule(BURST)) : undefined
  document.addEventListener('visibilitychange', onVisible)
  try {
    await inTurn('full')
  } catch (error) {
    stop()
    throw error
  }
  schedule(interval)
  return {
    isObserving: stopObserving !== undefined,
    refresh: () => inTurn('full'),
    stop,
  }
}
