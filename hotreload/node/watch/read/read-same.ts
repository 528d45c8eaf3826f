// readSame: a file's bytes, if it is still the file that was read before.

import { close, fstat, open, readFile } from 'node:fs'
import { READ_FLAGS } from '#disk'
import { type FileStamp, isSameStamp, stampOf } from '../folder/file-stamp.ts'

/**
 * Undefined if the path now leads to another file, if the file was written to, or if it cannot be
 * read. With callbacks: promises of `node:fs` take three times as long.
 */
export function readSame(path: string, stamp: FileStamp): Promise<Uint8Array | undefined> {
  return new Promise((resolve) => {
    open(path, READ_FLAGS, (failed, file) => {
      if (failed) return resolve(undefined)
      const end = (bytes?: Uint8Array) => close(file, () => resolve(bytes))
      fstat(file, (error, stats) => {
        if (error || !isSameStamp(stampOf(stats), stamp)) return end()
        readFile(file, (error, bytes) => end(error ? undefined : bytes))
      })
    })
  })
}
