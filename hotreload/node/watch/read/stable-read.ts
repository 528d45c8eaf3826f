// stableRead: reads a script's file once. It returns a text only if the file did not change.

import type { Stats } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { errorMessage } from 'tickswap'
import { decodeText, tooLarge } from 'tickswap/hotreload/adapters'
import { isMissingFile, openedPath, pathWithin, READ_FLAGS, sha256 } from '#disk'
import { type FileStamp, isSameStamp, stampOf } from '../folder/file-stamp.ts'
import type { Sight, UnreadableSight } from './sight.ts'

export interface ReadPlace {
  /** The real path of the scripts' root. */
  readonly root: string
  /** In bytes. A larger file is not read. */
  readonly maxSize: number
}

/** What a read needs of the system. Tests pass in parts that fail. */
export interface FileAccess {
  open(path: string, flags: number): Promise<OpenFile>
  /** See `openedPath`. */
  openedPath(file: number, path: string): Promise<string | undefined>
  stat(path: string): Promise<Stats>
}

/** A file handle, as far as a read needs it. */
interface OpenFile {
  readonly fd: number
  stat(): Promise<Stats>
  readFile(): Promise<Uint8Array>
  close(): Promise<void>
}

const systemAccess: FileAccess = { open, openedPath, stat }

const changing: Sight = { kind: 'unsettled', why: 'changing' }

/** Reads `file`, which is relative to the root. Never rejects. */
export async function stableRead(
  file: string,
  place: ReadPlace,
  access: FileAccess = systemAccess,
): Promise<Sight> {
  try {
    const path = join(place.root, file)
    const handle = await access.open(path, READ_FLAGS)
    try {
      return await readOpen(handle, file, path, place, access)
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (isMissingFile(error)) return { kind: 'missing' }
    return { kind: 'unsettled', why: 'locked', error }
  }
}

/**
 * Reads from the open file. Its stamp before and the path's stamp after show any change in between.
 */
async function readOpen(
  handle: OpenFile,
  file: string,
  path: string,
  place: ReadPlace,
  access: FileAccess,
): Promise<Sight> {
  const stats = await handle.stat()
  if (!stats.isFile()) return { kind: 'missing' }
  const before = stampOf(stats)
  const real = await access.openedPath(handle.fd, path)
  if (real === undefined) return changing
  if (isOtherCase(real, path)) return { kind: 'missing' }
  if (pathWithin(place.root, real) === undefined) return straySight(file, before)
  if (before.size > place.maxSize) {
    const problem = tooLarge(file, before.size, place.maxSize)
    return { kind: 'unreadable', problem, stamp: before }
  }
  const bytes = await handle.readFile()
  // Of the path, so that a file that replaced it during the read has another stamp.
  const after = stampOf(await access.stat(path))
  if (!isSameStamp(before, after) || bytes.length !== before.size) return changing
  return sightOf(bytes, file, before)
}

function sightOf(bytes: Uint8Array, file: string, stamp: FileStamp): Sight {
  const decoded = decodeText(bytes, file)
  if (!decoded.ok) return { kind: 'unreadable', problem: decoded.problem, stamp }
  return { kind: 'text', text: decoded.text, hash: sha256(bytes), stamp }
}

/** The result for a symlink that leads out of the scripts' folder. */
function straySight(file: string, stamp?: FileStamp): UnreadableSight {
  const message =
    `The symlink ${JSON.stringify(file)} leads out of the scripts' folder, so it is not followed. ` +
    'Move its target into the folder.'
  return { kind: 'unreadable', problem: { stage: 'safety', code: 'outside-root', message }, stamp }
}

/** The result for a file that stays locked. */
export function lockedSight(file: string, error: unknown): UnreadableSight {
  const reason = errorMessage(error)
  const message =
    `${JSON.stringify(file)} cannot be read: ${reason}. It is read again when it changes, and ` +
    'from time to time.'
  return {
    kind: 'unreadable',
    problem: { stage: 'compile', code: 'unreadable', message },
    stamp: undefined,
  }
}

/** Where `A.ts` and `a.ts` are the same file, only its real name counts. */
function isOtherCase(real: string, path: string): boolean {
  return real !== path && real.toLowerCase() === path.toLowerCase()
}
