// The folder scan: walks through the scripts' folder in small slices, and lists every script with its stamp.

import type { Dirent } from 'node:fs'
import { join } from 'node:path'
import { type FileStamp, stampOf } from './file-stamp.ts'
import type { FolderReader } from './folder-reader.ts'
import type { ScriptFolder } from './script-folder.ts'
import { pathWithin } from './script-paths.ts'

/** What was there. Paths are relative to the root, with forward slashes. */
export interface FolderListing {
  readonly files: ReadonlyMap<string, FileStamp>
  /** Every folder that was entered, the root as `''`. */
  readonly folders: ReadonlyMap<string, FileStamp>
  /** Symbolic links that look like scripts and lead out of the root. */
  readonly strays: readonly string[]
}

export interface ScanOptions {
  readonly folder: ScriptFolder
  readonly reader: FolderReader
  /** Called between slices, to give the game its turn. */
  rest(): Promise<void>
}

/** How many files one slice asks for: some 0.2 ms on a local disk. */
const SLICE = 100

/** Lists the folder. Rejects if the root cannot be read; a folder below it that cannot be is left out. */
export async function scanFolder(options: ScanOptions): Promise<FolderListing> {
  const scan = new Scan(options)
  await scan.enter('', options.folder.root, [])
  await scan.finish()
  return scan
}

class Scan implements FolderListing {
  readonly files = new Map<string, FileStamp>()
  readonly folders = new Map<string, FileStamp>()
  readonly strays: string[] = []
  readonly #options: ScanOptions
  #waiting: string[] = []

  constructor(options: ScanOptions) {
    this.#options = options
  }

  /** `above` are the real paths of the folders around it, by which a link that leads in a circle is known. */
  async enter(folder: string, real: string, above: readonly string[]): Promise<void> {
    const { reader } = this.#options
    const [stats] = await reader.statAll([real])
    const entries = await reader.list(real)
    if (stats) this.folders.set(folder, stampOf(stats))
    const within = [...above, real]
    for (const entry of entries) await this.#visit(entry, folder, within)
  }

  async finish(): Promise<void> {
    while (this.#waiting.length > 0) await this.#takeSlice()
  }

  async #visit(entry: Dirent, folder: string, within: readonly string[]): Promise<void> {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isSymbolicLink()) await this.#follow(path, within)
    else if (entry.isDirectory()) await this.#enterBelow(path, join(within.at(-1) ?? '', entry.name), within)
    else if (entry.isFile() && this.#options.folder.paths.scriptOf(path)) this.#waiting.push(path)
    if (this.#waiting.length >= SLICE) await this.#takeSlice()
  }

  async #enterBelow(folder: string, real: string, within: readonly string[]): Promise<void> {
    if (!this.#options.folder.paths.enters(folder)) return
    await this.enter(folder, real, within).catch(() => {})
  }

  async #follow(path: string, within: readonly string[]): Promise<void> {
    const { folder, reader } = this.#options
    const isScript = folder.paths.scriptOf(path) !== undefined
    if (!isScript && !folder.paths.enters(path)) return
    const target = await reader.follow(join(folder.root, path))
    if (!target) return
    const isInside = pathWithin(folder.root, target.path) !== undefined
    if (target.stats.isFile()) {
      if (isScript && isInside) this.files.set(path, stampOf(target.stats))
      else if (isScript) this.strays.push(path)
    } else if (target.stats.isDirectory() && isInside && !within.includes(target.path)) {
      await this.#enterBelow(path, target.path, within)
    }
  }

  async #takeSlice(): Promise<void> {
    const { folder, reader, rest } = this.#options
    const slice = this.#waiting.splice(0, SLICE)
    const stats = await reader.statAll(slice.map((file) => join(folder.root, file)))
    for (const [index, file] of slice.entries()) {
      const found = stats[index]
      if (found?.isFile()) this.files.set(file, stampOf(found))
    }
    await rest()
  }
}
