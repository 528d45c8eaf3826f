// watchFolder: checks a folder again and again, at once where the browser reports changes.

import type { Milliseconds } from 'tickswap'
import type { SerialQueue, SourceListener } from 'tickswap/hotreload/adapters'
import { pageDelay } from '../page/page-delay.ts'
import { observeFolder } from './folder-observer.ts'
import type { Depth, Findings, FolderTracker } from './folder-tracker.ts'

/** What `watchFolder` takes. */
interface FolderWatchOptions {
  readonly folder: FileSystemDirectoryHandle
  readonly tracker: FolderTracker
  /** Checks and saves run one after the other: a check would report a save in progress. */
  readonly queue: SerialQueue
  readonly listener: SourceListener
  /** How long to wait between two checks. */
  readonly interval?: Milliseconds
  /** Whether to use the browser's observer. */
  readonly observe?: boolean
  /** Ends the watch. Nothing is reported from then on. */
  readonly signal: AbortSignal
  /** Called if the folder cannot be checked any more. Aborts the signal. */
  onLost(error: unknown): void
}

/** A running watch. */
export interface FolderWatch {
  readonly isObserving: boolean
  /** Reads every file, and resolves when the changes were reported. */
  refresh(): Promise<void>
}

const DEFAULT_INTERVAL: Milliseconds = 500

/** Notifications come in bursts: a save, a checkout. */
const BURST: Milliseconds = 15

/** A missing file counts as removed after this time: editors delete and write again. */
const REMOVED_AFTER: Milliseconds = 150

/** With an observer, polling only finds what it missed. */
const OBSERVED_INTERVAL_FACTOR = 10

/** Checks take no more than this part of the time, however many files there are. */
const MOST_OF_THE_TIME = 1 / 20

/**
 * Reports everything that is there, and goes on checking until the signal is aborted.
 *
 * @throws whatever the first check throws.
 */
export async function watchFolder(options: FolderWatchOptions): Promise<FolderWatch> {
  const { folder, tracker, queue, listener, signal, onLost } = options
  const { interval = DEFAULT_INTERVAL, observe = true } = options
  let timer: ReturnType<typeof setTimeout> | undefined
  let unsubscribe: (() => void) | undefined
  if (observe) unsubscribe = await observeFolder(folder, () => schedule(BURST))
  document.addEventListener('visibilitychange', onVisible, { signal })
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop)

  async function check(depth: Depth): Promise<void> {
    if (signal.aborted) return
    const findings = await tracker.check(depth, signal)
    report(findings)
    if (findings.missing.length === 0) return
    await pageDelay(REMOVED_AFTER, signal)
    if (!signal.aborted) report(await tracker.confirmRemoved(findings.missing))
  }

  function report({ changes, keep }: Findings): void {
    if (signal.aborted) return
    keep()
    if (changes.length > 0) listener.changed(changes)
  }

  async function tick(): Promise<void> {
    const start = performance.now()
    await queue.run(() => check('quick'))
    const took = performance.now() - start
    const pollInterval = interval * (unsubscribe ? OBSERVED_INTERVAL_FACTOR : 1)
    schedule(Math.max(pollInterval, took / MOST_OF_THE_TIME))
  }

  function schedule(delay: Milliseconds): void {
    clearTimeout(timer)
    if (!signal.aborted) timer = setTimeout(() => tick().catch(lose), delay)
  }

  function lose(error: unknown): void {
    if (!signal.aborted) onLost(error)
  }

  /**
   * Timers of a hidden page are slow, and people who come back from their editor expect the change.
   */
  function onVisible(): void {
    if (document.visibilityState === 'visible') schedule(0)
  }

  function stop(): void {
    clearTimeout(timer)
    unsubscribe?.()
  }

  await queue.run(() => check('full'))
  schedule(interval)
  return {
    isObserving: unsubscribe !== undefined,
    refresh: () => queue.run(() => check('full')),
  }
}
