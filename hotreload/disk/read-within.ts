// readWithin: the bytes of a file in a folder. It reads exactly the file that it checked.

import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { isMissingFile } from './error-code.ts'
import { openedPathNow } from './opened-path.ts'
import { pathWithin } from './path-within.ts'
import { READ_FLAGS } from './read-flags.ts'

/**
 * A file that is replaced between opening and checking this many times in a row counts as missing.
 */
const MAX_ATTEMPTS = 5

/**
 * Undefined if there is no regular file at `path`, or if it lies outside of `root` after symlinks
 * are followed. It is synchronous: going through the thread pool takes ten times as long as reading
 * a script.
 *
 * @param root the folder's real path.
 * @param maxSize in bytes.
 * @throws FileTooLarge for a larger file, unread; the system's error for one that may not be read.
 */
export function readWithin(
  root: string,
  path: string,
  maxSize = Number.POSITIVE_INFINITY,
): Buffer | undefined {
  try {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const { isStable, bytes } = readOnce(root, path, maxSize)
      if (isStable) return bytes
    }
    return undefined
  } catch (error) {
    if (isMissingFile(error)) return undefined
    throw error
  }
}

/** The file has more bytes than are to be read. */
export class FileTooLarge extends Error {
  readonly size: number

  constructor(size: number) {
    super(`The file has ${size} bytes.`)
    this.size = size
  }
}

function readOnce(
  root: string,
  path: string,
  maxSize: number,
): { readonly isStable: boolean; readonly bytes?: Buffer } {
  const file = openSync(path, READ_FLAGS)
  try {
    const stats = fstatSync(file)
    if (!stats.isFile()) return { isStable: true }
    const real = openedPathNow(file, path)
    if (real === undefined) return { isStable: false }
    if (pathWithin(root, real) === undefined) return { isStable: true }
    if (stats.size > maxSize) throw new FileTooLarge(stats.size)
    return { isStable: true, bytes: readFileSync(file) }
  } finally {
    closeSync(file)
  }
}
