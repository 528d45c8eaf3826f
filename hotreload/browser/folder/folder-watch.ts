// watchFolder: looks at a folder again and again, at once where the browser tells of changes, and reports what differs.

import type { Milliseconds } from 'tickswap'
import type { SourceListener, Turns } from 'tickswap/hotreload'
import { pause } from '../page/page-delay.ts'
import { observeFolder, type Stop } from './folder-observer.ts'
import type { Depth, Findings, FolderLook } from './folder-tracker.ts'

/** What `watchFolder` takes. */
export interface FolderWatchParts {
  readonly folder: FileSystemDirectoryHandle
  readonly look: FolderLook
  /** Looks and saves are done one after the other: each would take the other's work for news. */
  readonly turns: Turns
  readonly listener: SourceListener
  /** How long to wait between two looks. */
  readonly interval: Milliseconds
  /** Whether to use the browser's observer. */
  readonly observe: boolean
  /** Ends the watch. Nothing is reported from then on. */
  readonly signal: AbortSignal
  /** Called if the folder cannot be looked at any more. Aborts the signal. */
  onLost(error: unknown): void
}

/** A watch that goes on. */
export interface FolderWatch {
  readonly isObserving: boolean
  /** Reads every file, and resolves when what differed was reported. */
  refresh(): Promise<void>
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
 * Looks first, reports everything that is there, and goes on looking until the signal is aborted.
 *
 * @throws whatever the first look throws.
 */
export async function watchFolder(parts: FolderWatchParts): Promise<FolderWatch> {
  const { folder, look, turns, listener, interval, observe, signal, onLost } = parts
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopObserving: Stop | undefined
  if (observe) stopObserving = await observeFolder(folder, () => schedule(BURST))
  document.addEventListener('visibilitychange', onVisible, { signal })
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop)

  async function report(depth: Depth): Promise<void> {
    if (signal.aborted) return
    const findings = await look.look(depth, signal)
    tell(findings)
    if (findings.missing.length === 0) return
    await pause(GONE_AFTER, signal)
    if (!signal.aborted) tell(await look.confirmMissing(findings.missing))
  }

  function tell({ changes, keep }: Findings): void {
    if (signal.aborted) return
    keep()
    if (changes.length > 0) listener.changed(changes)
  }

  async function tick(): Promise<void> {
    const start = performance.now()
    await turns.take(() => report('quick'))
    const took = performance.now() - start
    schedule(Math.max(interval * (stopObserving ? OBSERVED_SLOWER : 1), took / MOST_OF_THE_TIME))
  }

  function schedule(delay: Milliseconds): void {
    clearTimeout(timer)
    if (!signal.aborted) timer = setTimeout(() => tick().catch(lose), delay)
  }

  function lose(error: unknown): void {
    if (!signal.aborted) onLost(error)
  }

  /** Timers of a page in the background are slow: whoever comes back from their editor wants to see. */
  function onVisible(): void {
    if (document.visibilityState === 'visible') schedule(0)
  }

  function stop(): void {
    clearTimeout(timer)
    stopObserving?.()
  }

  await turns.take(() => report('full'))
  schedule(interval)
  return {
    isObserving: stopObserving !== undefined,
    refresh: () => turns.take(() => report('full')),
  }
}
