// openedPath: the real path of an open file, whose name may lead elsewhere by now.

import { type BigIntStats, fstatSync, lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { lstat, realpath } from 'node:fs/promises'

/** Where Linux lists the real path of each open file. */
const OPEN_FILES = '/proc/self/fd'
/** What Linux adds to the path of a file that was deleted or replaced since it was opened. */
const DELETED = ' (deleted)'

/**
 * The real path of the open file `file`; undefined if `path`, by which it was opened, now leads to
 * another file.
 *
 * Linux knows the path of an open file, so swapping a symlink in between has no effect. Elsewhere
 * the path is resolved, and the file there must be the open one, by device and inode, before and
 * after.
 *
 * @param openFiles where the system lists open files; another folder in tests.
 */
export async function openedPath(
  file: number,
  path: string,
  openFiles = OPEN_FILES,
): Promise<string | undefined> {
  const listed = listedPath(file, openFiles)
  if (listed !== undefined) return isDeleted(listed) ? undefined : listed
  const real = await realpath(path)
  const found = await lstat(real, { bigint: true })
  return isOpen(found, file) && (await realpath(path)) === real ? real : undefined
}

/** The same, synchronously, for local disks: the thread pool takes ten times as long. */
export function openedPathNow(
  file: number,
  path: string,
  openFiles = OPEN_FILES,
): string | undefined {
  const listed = listedPath(file, openFiles)
  if (listed !== undefined) return isDeleted(listed) ? undefined : listed
  const real = realpathSync(path)
  const found = lstatSync(real, { bigint: true })
  return isOpen(found, file) && realpathSync(path) === real ? real : undefined
}

/** Undefined where the system has no such list. Reading it touches no disk. */
function listedPath(file: number, openFiles: string): string | undefined {
  try {
    return readlinkSync(`${openFiles}/${file}`)
  } catch {
    return undefined
  }
}

function isDeleted(path: string): boolean {
  return path.endsWith(DELETED)
}

function isOpen({ ino, dev }: BigIntStats, file: number): boolean {
  const opened = fstatSync(file, { bigint: true })
  return ino === opened.ino && dev === opened.dev
}
