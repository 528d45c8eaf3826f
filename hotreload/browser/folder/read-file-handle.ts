// Folder file: reads one file whole, never half written.

import type { Milliseconds } from 'tickswap'
import { pause } from '../page/page-delay.ts'
import { isNamed } from './folder-permission.ts'

/** What tells at a glance that a file has changed. */
export interface Stamp {
  readonly size: number
  readonly time: Milliseconds
}

/** What came of reading a file. `gone`: it is not there. `busy`: it is being written; look again later. */
export type Reading =
  | { readonly kind: 'text'; readonly text: string; readonly stamp: Stamp; readonly hash: string }
  | {
      readonly kind: 'unreadable'
      readonly code: string
      readonly message: string
      readonly stamp: Stamp
    }
  | { readonly kind: 'gone' }
  | { readonly kind: 'busy' }

/** No script is larger. */
const MOST_BYTES = 1_000_000

const ATTEMPTS = 5
const PAUSE: Milliseconds = 20

/** Editors that write in place empty a file first: an empty one is believed when it stays so for this long. */
const EMPTY_PAUSE: Milliseconds = 80

/** Size and time of a file, or undefined if it is not there. */
export async function fileStamp(handle: FileSystemFileHandle): Promise<Stamp | undefined> {
  try {
    return stampOf(await handle.getFile())
  } catch (error) {
    if (isNamed(error, 'NotFoundError')) return undefined
    throw error
  }
}

/**
 * Reads a file. Size and time are the same before and after.
 *
 * @throws DOMException `NotAllowedError` if it may not be read any more.
 */
export async function readFile(handle: FileSystemFileHandle): Promise<Reading> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      const before = await handle.getFile()
      if (before.size > MOST_BYTES) return tooLarge(before)
      if (before.size === 0) await pause(EMPTY_PAUSE)
      const bytes = await before.arrayBuffer()
      const after = await handle.getFile()
      if (isSame(stampOf(before), stampOf(after))) return await decoded(bytes, stampOf(after))
    } catch (error) {
      if (isNamed(error, 'NotFoundError')) return { kind: 'gone' }
      // It changed between `getFile` and the read, or is locked.
      if (!isNamed(error, 'NotReadableError')) throw error
    }
    await pause(PAUSE)
  }
  return { kind: 'busy' }
}

export function isSame(one: Stamp, other: Stamp): boolean {
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
