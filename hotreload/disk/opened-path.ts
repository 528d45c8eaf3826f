// openedPath: where a file that is open really lies. Its name may lead elsewhere by now, so the open file is asked.

import { type BigIntStats, fstatSync, lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { lstat, realpath } from 'node:fs/promises'

/** Where Linux says of each file that is open where it lies. */
const OPEN_FILES = '/proc/self/fd'
/** What Linux adds to the path of a file that was deleted, or replaced by another, since it was opened. */
const GONE = ' (deleted)'

/**
 * The real path of the open file `file`; undefined if `path`, by which it was opened, means another file by now.
 *
 * Linux knows the path of an open file, so no link can be turned around in between. Elsewhere the path is resolved, and
 * the file there must be the very one that is open, by device and inode, before and after.
 *
 * @param openFiles where the system lists open files; another folder in tests.
 */
export async function openedPath(
  file: number,
  path: string,
  openFiles = OPEN_FILES,
): Promise<string | undefined> {
  const listed = listedPath(file, openFiles)
  if (listed !== undefined) return isGone(listed) ? undefined : listed
  const real = await realpath(path)
  const found = await lstat(real, { bigint: true })
  return isOpen(found, file) && (await realpath(path)) === real ? real : undefined
}

/** The same at once, for local disks: the way through the thread pool takes ten times as long. */
export function openedPathNow(
  file: number,
  path: string,
  openFiles = OPEN_FILES,
): string | undefined {
  const listed = listedPath(file, openFiles)
  if (listed !== undefined) return isGone(listed) ? undefined : listed
  const real = realpathSync(path)
  const found = lstatSync(real, { bigint: true })
  return isOpen(found, file) && realpathSync(path) === real ? real : undefined
}

/** Undefined where the system has no such list. To ask it touches no disk. */
function listedPath(file: number, openFiles: string): string | undefined {
  try {
    return readlinkSync(`${openFiles}/${file}`)
  } catch {
    return undefined
  }
}

function isGone(path: string): boolean {
  return path.endsWith(GONE)
}

function isOpen({ ino, dev }: BigIntStats, file: number): boolean {
  const opened = fstatSync(file, { bigint: true })
  return ino === opened.ino && dev === opened.dev
}
