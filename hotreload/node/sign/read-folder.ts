// readFolder: the scripts of a folder as they are now, each with its hash, to be signed or verified.

import { realpath } from 'node:fs/promises'
import { errorMessage, TickswapError } from 'tickswap'
import { MAX_TEXT_SIZE, systemTimers } from 'tickswap/hotreload/adapters'
import type { ManifestEntry } from 'tickswap/hotreload/signatures'
import { createFolderReader } from '../watch/folder/folder-reader.ts'
import type { ScriptFolder } from '../watch/folder/script-folder.ts'
import { byPrecedence, createScriptPaths, type ScriptGlobs } from '../watch/folder/script-paths.ts'
import { createSlicedScan } from '../watch/folder/sliced-scan.ts'
import { readScript } from '../watch/read/read-script.ts'
import type { TextSight } from '../watch/read/sight.ts'
import { OverheadMeter } from '../watch/time/overhead-meter.ts'

/** Which files of a folder are its scripts: the same as for `watchSource`. */
export interface FolderOptions extends ScriptGlobs {
  /** In bytes: a larger file is an error. Default 1,048,576. */
  readonly maxSize?: number
}

/** How many files are read at once. */
const AT_ONCE = 32
/** A file that changes during so many reads is an error. */
const MAX_READS = 10
const PAUSE = 50

/** The folder's real path. Throws a `TickswapError` if there is no such folder. */
export async function realFolder(folder: string): Promise<string> {
  return realpath(folder).catch((error: unknown) => {
    throw new TickswapError(
      `The scripts' folder ${JSON.stringify(folder)} cannot be read: ${errorMessage(error)}.`,
      { cause: error },
    )
  })
}

/**
 * Reads all scripts of a folder as `watchSource` does: the same files, the same limits, no symlink
 * that leads out. Throws a `TickswapError` for the first file that could not be a script.
 */
export async function readFolder(
  root: string,
  { maxSize = MAX_TEXT_SIZE, ...globs }: FolderOptions,
): Promise<readonly ManifestEntry[]> {
  const folder: ScriptFolder = { root, paths: createScriptPaths(globs), isRemote: false }
  const files = await scriptFiles(folder)
  const entries: ManifestEntry[] = []
  for (let start = 0; start < files.length; start += AT_ONCE) {
    const some = files.slice(start, start + AT_ONCE)
    entries.push(...(await Promise.all(some.map((file) => readEntry(file, folder, maxSize)))))
  }
  return entries
}

/** Of several files of one script, the one that is used. */
async function scriptFiles(folder: ScriptFolder): Promise<readonly string[]> {
  const reader = createFolderReader(false, new OverheadMeter(systemTimers.now))
  const scan = createSlicedScan(folder, reader)
  const { files, strays } = await scan.scan(() => Promise.resolve())
  const [stray] = strays
  if (stray !== undefined) throw unusable(stray, 'It is a symlink that leads out of the folder.')
  const byId = new Map<string, string>()
  for (const file of [...files.keys()].sort(byPrecedence)) {
    const script = folder.paths.scriptOf(file)
    if (script?.problem !== undefined) throw unusable(file, script.problem)
    if (script && !byId.has(script.id)) byId.set(script.id, file)
  }
  return [...byId.values()]
}

async function readEntry(
  file: string,
  { root, paths }: ScriptFolder,
  maxSize: number,
): Promise<ManifestEntry> {
  const { hash, stamp } = await readStable(file, { root, maxSize })
  const script = paths.scriptOf(file)
  if (!script) throw unusable(file, 'It is no script.')
  return { id: script.id, file: script.file, hash, size: stamp.size }
}

async function readStable(
  file: string,
  place: { readonly root: string; readonly maxSize: number },
): Promise<TextSight> {
  for (let reads = 0; reads < MAX_READS; reads++) {
    const sight = await readScript(file, place)
    if (sight.kind === 'text') return sight
    if (sight.kind === 'unreadable') throw unusable(file, sight.problem.message)
    if (sight.kind !== 'unsettled') throw unusable(file, 'It was removed meanwhile.')
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
  throw unusable(file, 'It does not stay the same while it is read.')
}

function unusable(file: string, why: string): TickswapError {
  return new TickswapError(
    `The file ${JSON.stringify(file)} cannot be signed. ${why} Mend it, or exclude it.`,
  )
}
