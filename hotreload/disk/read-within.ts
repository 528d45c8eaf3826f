// readWithin: the bytes of a file of a folder. What is read is the file that was checked, whatever its name means next.

import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { isMissingFile } from './error-code.ts'
import { openedPathNow } from './opened-path.ts'
import { pathWithin } from './path-within.ts'
import { READ_FLAGS } from './read-flags.ts'

/** A file that is replaced each time in the moment between is not at rest. */
const TRIES = 5

/**
 * Undefined if there is no regular file at `path`, or if it lies outside of `root`, links followed. At once: to go through
 * the thread pool takes ten times as long as to read a script.
 *
 * @param root the folder's real path.
 * @throws what the system says of a file that it does not hand out.
 */
export function readWithin(root: string, path: string): Buffer | undefined {
  try {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const look = lookOnce(root, path)
      if (look.isAtRest) return look.bytes
    }
    return undefined
  } catch (error) {
    if (isMissingFile(error)) return undefined
    throw error
  }
}

function lookOnce(
  root: string,
  path: string,
): { readonly isAtRest: boolean; readonly bytes?: Buffer } {
  const file = openSync(path, READ_FLAGS)
  try {
    if (!fstatSync(file).isFile()) return { isAtRest: true }
    const real = openedPathNow(file, path)
    if (real === undefined) return { isAtRest: false }
    if (pathWithin(root, real) === undefined) return { isAtRest: true }
    return { isAtRest: true, bytes: readFileSync(file) }
  } finally {
    closeSync(file)
  }
}
