// The sliced scan: lists the scripts of a folder with their stamps, in small slices.

import type { Dirent } from 'node:fs'
import { pathWithin } from '#disk'
import { type FileStamp, isSameStamp, isYoung, stampOf } from './file-stamp.ts'
import type { FolderReader } from './folder-reader.ts'
import { isRead, type ScriptFolder } from './script-folder.ts'

/** What a scan found. Paths are relative to the root, with forward slashes. */
export interface FolderListing {
  readonly files: ReadonlyMap<string, FileStamp>
  /** Every folder that was entered, the root as `''`. */
  readonly folders: ReadonlyMap<string, FileStamp>
  /** Symlinks that look like scripts and lead out of the root. */
  readonly strays: readonly string[]
}

/** Scans the same folder any number of times. */
interface SlicedScan {
  /**
   * Lists the folder; `rest` is called between slices, so that the game can run. Rejects if the
   * root cannot be read. A folder below it that cannot be read is left out.
   */
  scan(rest: () => Promise<void>): Promise<FolderListing>
}

/** The entries of one folder, as paths from the root. */
interface Entries {
  readonly stamp: FileStamp
  readonly files: readonly string[]
  readonly folders: readonly string[]
  readonly symlinks: readonly string[]
}

/** By folder. */
type EntriesCache = Map<string, Entries>

/** How many files one slice checks: some 0.3 ms on a local disk. */
const SLICE = 200
/**
 * A folder with the same stamp should have the same entries. Some file systems do not keep to that.
 */
const PASSES_PER_FULL_LISTING = 20

/**
 * Caches the entries of folders, since listing a folder takes longer than checking the files in it.
 */
export function createSlicedScan(folder: ScriptFolder, reader: FolderReader): SlicedScan {
  let cache: EntriesCache = new Map()
  let passes = 0
  return {
    async scan(rest) {
      const walk = new Walk(
        folder,
        reader,
        passes % PASSES_PER_FULL_LISTING === 0 ? new Map() : cache,
        rest,
      )
      await walk.enter('', folder.root, [])
      await walk.finish()
      cache = walk.cache
      passes++
      return walk
    },
  }
}

class Walk implements FolderListing {
  readonly files = new Map<string, FileStamp>()
  readonly folders = new Map<string, FileStamp>()
  readonly strays: string[] = []
  readonly cache: EntriesCache = new Map()
  readonly #folder: ScriptFolder
  readonly #reader: FolderReader
  readonly #former: EntriesCache
  readonly #rest: () => Promise<void>
  #waiting: string[] = []

  constructor(
    folder: ScriptFolder,
    reader: FolderReader,
    former: EntriesCache,
    rest: () => Promise<void>,
  ) {
    this.#folder = folder
    this.#reader = reader
    this.#former = former
    this.#rest = rest
  }

  /**
   * `above` are the real paths of the enclosing folders, to detect symlinks that lead in a circle.
   */
  async enter(folder: string, real: string, above: readonly string[]): Promise<void> {
    const entries = await this.#entriesOf(folder, real)
    this.folders.set(folder, entries.stamp)
    for (const file of entries.files) this.#waiting.push(file)
    while (this.#waiting.length >= SLICE) await this.#takeSlice()
    const within = [...above, real]
    for (const inner of entries.folders)
      await this.#enterBelow(inner, `${real}/${lastName(inner)}`, within)
    for (const symlink of entries.symlinks) await this.#follow(symlink, within)
  }

  async finish(): Promise<void> {
    while (this.#waiting.length > 0) await this.#takeSlice()
  }

  async #entriesOf(folder: string, real: string): Promise<Entries> {
    const [stats] = await this.#reader.statAll([real])
    const stamp = stats && stampOf(stats)
    const former = this.#former.get(folder)
    const isKnown = stamp && former && isSameStamp(stamp, former.stamp)
    const list = async () =>
      sort(await this.#reader.list(real), folder, stamp ?? nothing, this.#folder)
    const entries = isKnown ? former : await list()
    // Another change of a folder that has just changed may leave the same stamp.
    if (!isYoung(entries.stamp, Date.now())) this.cache.set(folder, entries)
    return entries
  }

  async #enterBelow(folder: string, real: string, within: readonly string[]): Promise<void> {
    await this.enter(folder, real, within).catch(() => {})
  }

  async #follow(path: string, within: readonly string[]): Promise<void> {
    const { root, paths } = this.#folder
    const target = await this.#reader.follow(`${root}/${path}`)
    if (!target) return
    const isScript = isRead(this.#folder, path)
    const isInside = pathWithin(root, target.path) !== undefined
    if (target.stats.isFile()) {
      if (isScript && isInside) this.files.set(path, stampOf(target.stats))
      else if (isScript) this.strays.push(path)
    } else if (
      target.stats.isDirectory() &&
      isInside &&
      !within.includes(target.path) &&
      paths.enters(path)
    ) {
      await this.#enterBelow(path, target.path, within)
    }
  }

  async #takeSlice(): Promise<void> {
    const slice = this.#waiting.splice(0, SLICE)
    const stats = await this.#reader.statAll(slice.map((file) => `${this.#folder.root}/${file}`))
    for (const [index, file] of slice.entries()) {
      const found = stats[index]
      if (found?.isFile()) this.files.set(file, stampOf(found))
    }
    await this.#rest()
  }
}

const nothing: FileStamp = { size: 0, modified: 0, changed: 0, inode: 0, device: 0, born: 0 }

function sort(
  found: readonly Dirent[],
  folder: string,
  stamp: FileStamp,
  scripts: ScriptFolder,
): Entries {
  const { paths } = scripts
  const files: string[] = []
  const folders: string[] = []
  const symlinks: string[] = []
  for (const entry of found) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isSymbolicLink()) {
      if (isRead(scripts, path) || paths.enters(path)) symlinks.push(path)
    } else if (entry.isDirectory()) {
      if (paths.enters(path)) folders.push(path)
    } else if (entry.isFile() && isRead(scripts, path)) files.push(path)
  }
  return { stamp, files, folders, symlinks }
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
