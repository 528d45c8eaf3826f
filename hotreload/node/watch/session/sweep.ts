// The sweep: finds what the watcher missed, by stamps often, by contents more slowly.

import { join } from 'node:path'
import type { Milliseconds } from 'tickswap'
import type { Timers } from 'tickswap/hotreload/adapters'
import { sha256 } from '#disk'
import { type FileStamp, isReplaced, isSameStamp, isYoung } from '../folder/file-stamp.ts'
import type { FolderReader } from '../folder/folder-reader.ts'
import type { ScriptFolder } from '../folder/script-folder.ts'
import { createSlicedScan, type FolderListing } from '../folder/sliced-scan.ts'
import { readSame } from '../read/read-same.ts'
import { abortableDelay } from '../time/abortable-delay.ts'
import type { OverheadMeter } from '../time/overhead-meter.ts'
import type { WatcherMode } from '../watchers/script-watcher.ts'
import type { KnownFile } from './reported-scripts.ts'

/**
 * How often the sweep checks the folder. With many files a round takes longer, at the same load.
 */
export interface SweepTimes {
  /**
   * From one pass over sizes, times and inodes to the next. Default 2,000; 10,000 beside polling,
   * which is such a pass.
   */
  readonly stamps: Milliseconds
  /** How long it takes to compare the contents of all files, a few at a time. Default 30,000. */
  readonly contents: Milliseconds
}

interface SweepOptions {
  readonly folder: ScriptFolder
  readonly reader: FolderReader
  times(): SweepTimes
  readonly timers: Timers
  readonly meter: OverheadMeter
  /** What the last read of each file found. */
  readonly known: ReadonlyMap<string, KnownFile>
  /** A file differs from what its last read found. */
  differs(file: string): void
  /**
   * A pass over the whole folder is done. The watcher may not watch a folder that replaced another
   * one of its name.
   */
  passed(listing: FolderListing, hasReplacedFolders: boolean): void
  /** The root cannot be read. */
  lost(error: unknown): void
}

export interface Sweep {
  /** Runs until the signal is aborted. Resolves when nothing of it runs any more. */
  run(signal: AbortSignal): Promise<void>
  /** One pass over the stamps, without pauses. */
  pass(): Promise<void>
}

const DEFAULT_STAMPS: Readonly<Record<WatcherMode, Milliseconds>> = {
  native: 2_000,
  polling: 10_000,
}
const DEFAULT_CONTENTS: Milliseconds = 30_000

/** The times with their defaults. */
export function sweepTimes(times: Partial<SweepTimes>, mode: WatcherMode): SweepTimes {
  return {
    stamps: times.stamps ?? DEFAULT_STAMPS[mode],
    contents: times.contents ?? DEFAULT_CONTENTS,
  }
}

/** Between the slices of a pass. */
const REST = 50
/**
 * Files whose contents are compared at once: a batch costs the thread pool less than single files.
 */
const BATCH = 32
const MIN_GAP = 100
/** How often a missing root is checked. */
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
        () => MIN_GAP,
      )
      await Promise.all([stamps, contents])

      /** Waits first: at the start, all files were just read. */
      async function repeat(
        round: () => Promise<void>,
        interval: () => Milliseconds,
      ): Promise<void> {
        for (;;) {
          await abortableDelay(timers, interval(), signal)
          if (signal.aborted) return
          await round()
        }
      }
    },
  }
}

/** Every file that differs from what its last read found. */
function differing(
  { files, strays }: FolderListing,
  { known, meter }: SweepOptions,
): readonly string[] {
  return meter.measure(() => {
    const date = Date.now()
    const isDifferent = ([file, stamp]: readonly [string, FileStamp]) => {
      const before = known.get(file)
      if (!before?.stamp || !isSameStamp(before.stamp, stamp)) return true
      return before.wasYoung && !isYoung(stamp, date)
    }
    const changed = [...files].filter(isDifferent).map(([file]) => file)
    const removed = [...known.keys()].filter((file) => !files.has(file) && !strays.includes(file))
    return [...changed, ...strays.filter((file) => !known.has(file)), ...removed]
  })
}

function isAnyReplaced(before: FolderListing['folders'], now: FolderListing['folders']): boolean {
  for (const [folder, stamp] of now) {
    const former = before.get(folder)
    if (former && isReplaced(former, stamp)) return true
  }
  return false
}

/** One round over all contents, spread over its time. */
async function compareContents(options: SweepOptions, signal: AbortSignal): Promise<void> {
  const { known, times, timers } = options
  const files = [...known.keys()]
  const batches = Math.max(1, Math.ceil(files.length / BATCH))
  const gap = Math.max(MIN_GAP, times().contents / batches)
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
  { folder, known, meter, differs }: SweepOptions,
): Promise<void> {
  const before = known.get(file)
  // An unreadable file may be readable now, and one that is too large must not be read here.
  const isReadable = before?.stamp && before.hash !== undefined
  const bytes = isReadable ? await readSame(join(folder.root, file), before.stamp) : undefined
  const hash = bytes && meter.measure(() => sha256(bytes))
  const now = known.get(file)
  if (now && (hash === undefined || hash !== now.hash)) differs(file)
}
