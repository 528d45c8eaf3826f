// FileStamp: what the system says of a file without reading it. A different stamp means: look.

import type { Stats } from 'node:fs'

export interface FileStamp {
  readonly size: number
  /** When its content was written, in milliseconds since 1970. Tools can set it to what they like. */
  readonly modified: number
  /** When anything of it changed. Tools cannot set it; some file systems do not have it. */
  readonly changed: number
  readonly inode: number
  readonly device: number
  /** When the file was made, as far as the file system keeps that. */
  readonly born: number
}

/** File systems keep times in steps: 4 ms on many Linux kernels, up to 2 s on FAT. */
const COARSEST_STEP = 2_000

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

/** Whether a folder was deleted and made again. The new one may well have the number of the old one. */
export function isReplaced(before: FileStamp, now: FileStamp): boolean {
  return !isSameFile(before, now) || now.born > before.changed
}

/**
 * Whether another write could leave the same stamp, since the file was written in the step of the clock that still
 * runs. What was read of a young file is read once more when it is older.
 */
export function isYoung({ modified, changed }: FileStamp, date: number): boolean {
  return Math.abs(date - Math.max(modified, changed)) < COARSEST_STEP
}
