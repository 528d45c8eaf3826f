// readFileHandle: reads a whole file, never one that is half written.

import type { Milliseconds } from 'tickswap'
import { isDomException } from '../page/is-dom-exception.ts'
import { pageDelay } from '../page/page-delay.ts'

/** What shows that a file has changed without reading it. */
export interface Stamp {
  readonly size: number
  readonly time: Milliseconds
}

/** The result of reading a file. `removed`: it is not there. `busy`: it is being written. */
export type Reading =
  | { readonly kind: 'text'; readonly text: string; readonly stamp: Stamp; readonly hash: string }
  | {
      readonly kind: 'unreadable'
      readonly code: string
      readonly message: string
      readonly stamp: Stamp
    }
  | { readonly kind: 'removed' }
  | { readonly kind: 'busy' }

/** No script is larger. */
const MOST_BYTES = 1_000_000

const ATTEMPTS = 5
const RETRY_DELAY: Milliseconds = 20

/** Editors that write in place empty a file first: an empty one must stay empty for this long. */
const EMPTY_DELAY: Milliseconds = 80

/** Size and time of a file, or undefined if it is not there. */
export async function fileStamp(handle: FileSystemFileHandle): Promise<Stamp | undefined> {
  try {
    return stampOf(await handle.getFile())
  } catch (error) {
    if (isDomException(error, 'NotFoundError')) return undefined
    throw error
  }
}

/**
 * Reads a file whose size and time are the same before and after.
 *
 * @throws DOMException `NotAllowedError` if it may not be read any more.
 */
export async function readFileHandle(handle: FileSystemFileHandle): Promise<Reading> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      const before = await handle.getFile()
      if (before.size > MOST_BYTES) return tooLarge(before)
      if (before.size === 0) await pageDelay(EMPTY_DELAY)
      const bytes = await before.arrayBuffer()
      const after = await handle.getFile()
      if (isSameStamp(stampOf(before), stampOf(after))) return await decoded(bytes, stampOf(after))
    } catch (error) {
      if (isDomException(error, 'NotFoundError')) return { kind: 'removed' }
      // It changed between `getFile` and the read, or is locked.
      if (!isDomException(error, 'NotReadableError')) throw error
    }
    await pageDelay(RETRY_DELAY)
  }
  return { kind: 'busy' }
}

export function isSameStamp(one: Stamp, other: Stamp): boolean {
  return one.size === other.size && one.time === other.time
}

function stampOf({ size, lastModified }: File): Stamp {
  return { size, time: lastModified }
}

async function decoded(bytes: ArrayBuffer, stamp: Stamp): Promise<Reading> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { kind: 'text', text, stamp, hash: await hashOf(bytes) }
  } catch {
    return {
      kind: 'unreadable',
      code: 'not-utf-8',
      message: 'It is not UTF-8 text. Save it as UTF-8.',
      stamp,
    }
  }
}

function tooLarge(file: File): Reading {
  const most = MOST_BYTES.toLocaleString('en')
  const message = `It has ${file.size.toLocaleString('en')} bytes; a script has at most ${most}.`
  return { kind: 'unreadable', code: 'too-large', message, stamp: stampOf(file) }
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
