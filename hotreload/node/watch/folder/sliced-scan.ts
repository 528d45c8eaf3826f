// The folder scan: walks through the scripts' folder in small slices, and lists every script with its stamp.

import type { Dirent } from 'node:fs'
import { pathWithin } from '#disk'
import { type FileStamp, isSameStamp, isYoung, stampOf } from './file-stamp.ts'
import type { FolderReader } from './folder-reader.ts'
import type { ScriptFolder } from './script-folder.ts'

/** What was there. Paths are relative to the root, with forward slashes. */
export interface FolderListing {
  readonly files: ReadonlyMap<string, FileStamp>
  /** Every folder that was entered, the root as `''`. */
  readonly folders: ReadonlyMap<string, FileStamp>
  /** Symbolic links that look like scripts and lead out of the root. */
  readonly strays: readonly string[]
}

/** Scans the same folder again and again. */
export interface SlicedScan {
  /**
   * Lists the folder; `rest` is called between slices, to give the game its turn. Rejects if the root cannot be read; a
   * folder below it that cannot be is left out.
   */
  scan(rest: () => Promise<void>): Promise<FolderListing>
}

/** What is in one folder, as paths from the root. */
interface Entries {
  readonly stamp: FileStamp
  readonly files: readonly string[]
  readonly folders: readonly string[]
  readonly links: readonly string[]
}

/** By folder. */
type Memory = Map<string, Entries>

/** How many files one slice asks for: some 0.3 ms on a local disk. */
const SLICE = 200
/** In between, a folder whose stamp is the same has the same entries; not every file system keeps to that. */
const PASSES_BY_MEMORY = 20

/** Remembers what is in which folder, since to list a folder takes longer than to ask for the files in it. */
export function createSlicedScan(folder: ScriptFolder, reader: FolderReader): SlicedScan {
  let memory: Memory = new Map()
  let passes = 0
  return {
    async scan(rest) {
      const walk = new Walk(
        folder,
        reader,
        passes % PASSES_BY_MEMORY === 0 ? new Map() : memory,
        rest,
      )
      await walk.enter('', folder.root, [])
      await walk.finish()
      memory = walk.memory
      passes++
      return walk
    },
  }
}

class Walk implements FolderListing {
  readonly files = new Map<string, FileStamp>()
  readonly folders = new Map<string, FileStamp>()
  readonly strays: string[] = []
  readonly memory: Memory = new Map()
  readonly #folder: ScriptFolder
  readonly #reader: FolderReader
  readonly #former: Memory
  readonly #rest: () => Promise<void>
  #waiting: string[] = []

  constructor(
    folder: ScriptFolder,
    reader: FolderReader,
    former: Memory,
    rest: () => Promise<void>,
  ) {
    this.#folder = folder
    this.#reader = reader
    this.#former = former
    this.#rest = rest
  }

  /** `above` are the real paths of the folders around it, by which a link that leads in a circle is known. */
  async enter(folder: string, real: string, above: readonly string[]): Promise<void> {
    const entries = await this.#entriesOf(folder, real)
    this.folders.set(folder, entries.stamp)
    for (const file of entries.files) this.#waiting.push(file)
    while (this.#waiting.length >= SLICE) await this.#takeSlice()
    const within = [...above, real]
    for (const inner of entries.folders)
      await this.#enterBelow(inner, `${real}/${lastName(inner)}`, within)
    for (const link of entries.links) await this.#follow(link, within)
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
    // Of a folder that has just changed, another change may leave the same stamp.
    if (!isYoung(entries.stamp, Date.now())) this.memory.set(folder, entries)
    return entries
  }

  async #enterBelow(folder: string, real: string, within: readonly string[]): Promise<void> {
    await this.enter(folder, real, within).catch(() => {})
  }

  async #follow(path: string, within: readonly string[]): Promise<void> {
    const { root, paths } = this.#folder
    const target = await this.#reader.follow(`${root}/${path}`)
    if (!target) return
    const isScript = paths.scriptOf(path) !== undefined
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
  { paths }: ScriptFolder,
): Entries {
  const files: string[] = []
  const folders: string[] = []
  const links: string[] = []
  for (const entry of found) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isSymbolicLink()) {
      if (paths.scriptOf(path) || paths.enters(path)) links.push(path)
    } else if (entry.isDirectory()) {
      if (paths.enters(path)) folders.push(path)
    } else if (entry.isFile() && paths.scriptOf(path)) files.push(path)
  }
  return { stamp, files, folders, links }
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
