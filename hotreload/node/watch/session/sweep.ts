// The sweep: always runs beside the watcher and finds what that missed, by stamps often and by contents more slowly.

import { close, fstat, open, readFile } from 'node:fs'
import { join } from 'node:path'
import type { Milliseconds } from 'tickswap'
import type { Timers } from 'tickswap/hotreload'
import { READ_FLAGS, sha256 } from '#disk'
import { type FileStamp, isReplaced, isSameStamp, isYoung, stampOf } from '../folder/file-stamp.ts'
import type { FolderReader } from '../folder/folder-reader.ts'
import type { ScriptFolder } from '../folder/script-folder.ts'
import { createSlicedScan, type FolderListing } from '../folder/sliced-scan.ts'
import { abortableDelay } from '../time/abortable-delay.ts'
import type { OverheadMeter } from '../time/overhead-meter.ts'
import type { KnownFile } from './reported-scripts.ts'

/** How often the sweep goes through the folder. For many files a turn takes longer, and costs no more. */
export interface SweepTimes {
  /** From one pass over sizes, times and inodes to the next. Default 2,000; 10,000 beside polling, which is such a pass. */
  readonly stamps: Milliseconds
  /** How long it takes to compare the contents of all files, a few at a time. Default 30,000. */
  readonly contents: Milliseconds
}

export interface SweepOptions {
  readonly folder: ScriptFolder
  readonly reader: FolderReader
  times(): SweepTimes
  readonly timers: Timers
  readonly effort: OverheadMeter
  /** What the last looks found. */
  readonly known: ReadonlyMap<string, KnownFile>
  /** A file is not what the last look found. */
  differs(file: string): void
  /**
   * A whole pass over the folder is done. A folder that was replaced by another one under its name may be one that the
   * watcher does not look at.
   */
  passed(listing: FolderListing, hasReplacedFolders: boolean): void
  /** The root cannot be read. */
  lost(error: unknown): void
}

export interface Sweep {
  /** Ends when the signal is aborted. Resolves when nothing of it runs. */
  run(signal: AbortSignal): Promise<void>
  /** One pass over the stamps, without pauses. */
  pass(): Promise<void>
}

/** Between the slices of a pass. */
const REST = 50
/** Files whose contents are compared at once: a batch costs the thread pool less than single ones. */
const BATCH = 32
const LEAST_GAP = 100
/** A root that is gone is looked for this often. */
const LOST_INTERVAL = 250

export function createSweep(options: SweepOptions): Sweep {
  const { timers, times } = options
  const slicedScan = createSlicedScan(options.folder, options.reader)
  let folders: FolderListing['folders'] = new Map()
  let isLost = false

  async function pass(rest: () => Promise<void>): Promise<void> {
    try {
      const listing = await slicedScan.scan(rest)
      const hasReplacedFolders = isAnyReplaced(folders, listing.folders)
      folders = listing.folders
      isLost = false
      for (const file of differing(listing, options)) options.differs(file)
      options.passed(listing, hasReplacedFolders)
    } catch (error) {
      isLost = true
      options.lost(error)
    }
  }

  return {
    pass: () => pass(() => Promise.resolve()),
    async run(signal) {
      const rest = () => abortableDelay(timers, REST, signal)
      const interval = () => (isLost ? Math.min(times().stamps, LOST_INTERVAL) : times().stamps)
      const stamps = repeat(() => pass(rest), interval)
      const contents = repeat(
        () => compareContents(options, signal),
        () => LEAST_GAP,
      )
      await Promise.all([stamps, contents])

      /** Waits first: what is there at the start was just read. */
      async function repeat(
        turn: () => Promise<void>,
        interval: () => Milliseconds,
      ): Promise<void> {
        for (;;) {
          await abortableDelay(timers, interval(), signal)
          if (signal.aborted) return
          await turn()
        }
      }
    },
  }
}

/** Every file that is not what the last look found. */
function differing(
  { files, strays }: FolderListing,
  { known, effort }: SweepOptions,
): readonly string[] {
  return effort.measure(() => {
    const date = Date.now()
    const isDifferent = ([file, stamp]: readonly [string, FileStamp]) => {
      const before = known.get(file)
      if (!before?.stamp || !isSameStamp(before.stamp, stamp)) return true
      return before.wasYoung && !isYoung(stamp, date)
    }
    const changed = [...files].filter(isDifferent).map(([file]) => file)
    const gone = [...known.keys()].filter((file) => !files.has(file) && !strays.includes(file))
    return [...changed, ...strays.filter((file) => !known.has(file)), ...gone]
  })
}

function isAnyReplaced(before: FolderListing['folders'], now: FolderListing['folders']): boolean {
  for (const [folder, stamp] of now) {
    const former = before.get(folder)
    if (former && isReplaced(former, stamp)) return true
  }
  return false
}

/** One turn over all contents, spread over its time. */
async function compareContents(options: SweepOptions, signal: AbortSignal): Promise<void> {
  const { known, times, timers } = options
  const files = [...known.keys()]
  const batches = Math.max(1, Math.ceil(files.length / BATCH))
  const gap = Math.max(LEAST_GAP, times().contents / batches)
  for (let batch = 0; batch < batches; batch++) {
    await abortableDelay(timers, gap, signal)
    if (signal.aborted) return
    await Promise.all(
      files.slice(batch * BATCH, (batch + 1) * BATCH).map((file) => compareFile(file, options)),
    )
  }
}

async function compareFile(
  file: string,
  { folder, known, effort, differs }: SweepOptions,
): Promise<void> {
  const before = known.get(file)
  // What could not be read perhaps can be now; and what is too large must not be read here.
  const isReadable = before?.stamp && before.hash !== undefined
  const bytes = isReadable ? await readSame(join(folder.root, file), before.stamp) : undefined
  const hash = bytes && effort.measure(() => sha256(bytes))
  const now = known.get(file)
  if (now && (hash === undefined || hash !== now.hash)) differs(file)
}

/**
 * The bytes of the file that the last look found. Undefined if the path means another one by now, if this one was
 * written to, or if it cannot be read. With callbacks: promises of `node:fs` take three times as long.
 */
function readSame(path: string, stamp: FileStamp): Promise<Uint8Array | undefined> {
  return new Promise((resolve) => {
    open(path, READ_FLAGS, (failed, file) => {
      if (failed) return resolve(undefined)
      const end = (bytes?: Uint8Array) => close(file, () => resolve(bytes))
      fstat(file, (error, stats) => {
        if (error || !isSameStamp(stampOf(stats), stamp)) return end()
        readFile(file, (error, bytes) => end(error ? undefined : bytes))
      })
    })
  })
}
