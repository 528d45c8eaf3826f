// The folder backup: one JSON file for each script, in a separate folder.

import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Backup,
  type BackupEntry,
  createSerialQueue,
  readBackupEntry,
  type StoredBackup,
  textHash,
} from 'tickswap/hotreload/adapters'
import { errorCode } from '#disk'
import { readIfThere, replaceFile } from './replace-file.ts'

const EXTENSION = '.backup.json'
/** Which signed release was accepted last. */
const RELEASES = 'releases.txt'
const HASH_LENGTH = 16
const READABLE_LENGTH = 60

/**
 * Keeps the last good sources in `folder`, which is created when it is first needed. A file is
 * written under another name, flushed, and renamed: after a crash there is the old one or the new
 * one, never a part. Keep the folder out of the scripts' root, where its files would be watched.
 *
 * @example `createHotReload(behaviours, { ..., backup: folderBackup('.tickswap/backup') })`
 */
export function folderBackup(folder: string): Backup {
  // One write at a time: two of the same script would use the same temporary file.
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
  // Symlinks are not files: they may lead out of the folder.
  const names = found
    .filter((file) => file.isFile() && file.name.endsWith(EXTENSION))
    .map(({ name }) => name)
  return Promise.all(names.sort().map((name) => loadFile(folder, name)))
}

async function loadFile(folder: string, name: string): Promise<StoredBackup> {
  const stored = readBackupEntry(parse(await readFile(join(folder, name), 'utf8')), name)
  if (!stored.ok || fileName(stored.entry.id) === name) return stored
  return {
    ok: false,
    problem:
      `The backup at ${name} is ignored: it holds script "${stored.entry.id}", whose file has ` +
      'another name.',
  }
}

async function saveFile(folder: string, entry: BackupEntry): Promise<void> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, fileName(entry.id))
  const temporary = `${path}.${process.pid}.tmp`
  await rm(temporary, { force: true })
  const file = await open(temporary, 'wx')
  try {
    await file.writeFile(`${JSON.stringify(entry, undefined, 2)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
