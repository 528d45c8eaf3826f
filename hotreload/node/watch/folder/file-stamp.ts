// FileStamp: what the system knows of a file without reading it. If it differs, read the file.

import type { Stats } from 'node:fs'

export interface FileStamp {
  readonly size: number
  /** When its content was written, in milliseconds since 1970. Programs can set it to any value. */
  readonly modified: number
  /** When anything about it changed. Programs cannot set it; some file systems do not have it. */
  readonly changed: number
  readonly inode: number
  readonly device: number
  /** When the file was created, if the file system records that. */
  readonly born: number
}

/** File systems round times: to 4 ms on many Linux kernels, to 2 s on FAT. */
const COARSEST_ROUNDING = 2_000

export function stampOf({ size, mtimeMs, ctimeMs, birthtimeMs, ino, dev }: Stats): FileStamp {
  return { size, modified: mtimeMs, changed: ctimeMs, inode: ino, device: dev, born: birthtimeMs }
}

export function isSameStamp(a: FileStamp, b: FileStamp): boolean {
  return (
    a.size === b.size && a.modified === b.modified && a.changed === b.changed && isSameFile(a, b)
  )
}

function isSameFile(a: FileStamp, b: FileStamp): boolean {
  return a.inode === b.inode && a.device === b.device
}

/**
 * Whether a folder was deleted and created again. The new one may have the inode of the old one.
 */
export function isReplaced(before: FileStamp, now: FileStamp): boolean {
  return !isSameFile(before, now) || now.born > before.changed
}

/**
 * Whether another write could leave the same stamp, since the file was written so recently that
 * both times would be rounded to the same value. A young file is read once more when it is older.
 */
export function isYoung({ modified, changed }: FileStamp, date: number): boolean {
  return Math.abs(date - Math.max(modified, changed)) < COARSEST_ROUNDING
}
