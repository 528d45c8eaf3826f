// The folder backup: one JSON file for each script, in a separate folder.

import { constants, type Dirent } from 'node:fs'
import { open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { errorMessage } from 'tickswap'
import {
  type Backup,
  type BackupEntry,
  createSerialQueue,
  readBackupEntry,
  type StoredBackup,
  textHash,
} from 'tickswap/hotreload/adapters'
import { errorCode, READ_FLAGS } from '#disk'
import { readIfThere, replaceFile } from './replace-file.ts'
import { removeAbandonedFiles } from './temporary-files.ts'

const EXTENSION = '.backup.json'
/** Which signed release was accepted last. */
const RELEASES = 'releases.txt'
const HASH_LENGTH = 16
const READABLE_LENGTH = 60

/** Files that are open at once: a process may have some hundreds, and the game needs some. */
const MOST_OPEN = 16

/** Bytes. The longest text of a script, written as escapes. */
const MOST_OF_A_FILE = 12_000_000

/**
 * Keeps the last good sources in `folder`, which is created when it is first needed. A file is
 * written under another name, flushed, and renamed: after a crash there is the old one or the new
 * one, never a part. Keep the folder out of the scripts' root, where its files would be watched.
 *
 * @example `createHotReload(behaviours, { ..., backup: folderBackup('.tickswap/backup') })`
 */
export function folderBackup(folder: string): Backup {
  // One write at a time, so that the last of a script is the one that stays.
  const queue = createSerialQueue()
  return {
    name: `folder ${JSON.stringify(folder)}`,
    load: () => loadFolder(folder),
    save: (entry) => queue.run(() => saveFile(folder, entry)),
    remove: (id) => queue.run(() => rm(join(folder, fileName(id)), { force: true })),
    releases: {
      load: () => readIfThere(join(folder, RELEASES)),
      save: (text) => queue.run(() => replaceFile(join(folder, RELEASES), text)),
    },
    close: () => queue.idle(),
  }
}

/** Readable, and unique also on file systems that ignore case. */
function fileName(id: string): string {
  const readable = id.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return `${readable.slice(0, READABLE_LENGTH)}.${textHash(id).slice(0, HASH_LENGTH)}${EXTENSION}`
}

async function loadFolder(folder: string): Promise<readonly StoredBackup[]> {
  const found = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  })
  await removeAbandonedFiles(
    folder,
    found.filter(isFile).map(({ name }) => name),
  )
  const names = found.filter(isFile).flatMap(({ name }) => (name.endsWith(EXTENSION) ? name : []))
  return inTurns(names.sort(), (name) => loadFile(folder, name))
}

/** Symlinks are not files: they may lead out of the folder. */
function isFile(entry: Dirent): boolean {
  return entry.isFile()
}

/** The results in order, of at most `MOST_OPEN` calls at once. */
async function inTurns<Item, Result>(
  items: readonly Item[],
  call: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  const waiting = items.entries()
  const work = async () => {
    for (const [index, item] of waiting) results[index] = await call(item)
  }
  await Promise.all(Array.from({ length: MOST_OPEN }, work))
  return results
}

/** One that cannot be read keeps no other from being read. */
async function loadFile(folder: string, name: string): Promise<StoredBackup> {
  const stored = await readStored(folder, name).catch((error: unknown): StoredBackup => {
    return { ok: false, problem: `The backup at ${name} cannot be read: ${errorMessage(error)}.` }
  })
  if (!stored.ok || fileName(stored.entry.id) === name) return stored
  return {
    ok: false,
    problem:
      `The backup at ${name} is ignored: it holds script "${stored.entry.id}", whose file has ` +
      'another name.',
  }
}

async function readStored(folder: string, name: string): Promise<StoredBackup> {
  // By now a link or a pipe may have the name.
  const file = await open(join(folder, name), READ_FLAGS | (constants.O_NOFOLLOW ?? 0))
  try {
    const stats = await file.stat()
    const isFit = stats.isFile() && stats.size <= MOST_OF_A_FILE
    return readBackupEntry(isFit ? parse(await file.readFile('utf8')) : undefined, name)
  } finally {
    await file.close()
  }
}

function saveFile(folder: string, entry: BackupEntry): Promise<void> {
  const text = `${JSON.stringify(entry, undefined, 2)}\n`
  return replaceFile(join(folder, fileName(entry.id)), text)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
