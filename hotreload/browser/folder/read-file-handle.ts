// readFileHandle: reads a whole file, never one that is half written.

import type { Milliseconds } from 'tickswap'
import { decodeText, type FileProblem, MAX_TEXT_SIZE, tooLarge } from 'tickswap/hotreload/adapters'
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
  | { readonly kind: 'unreadable'; readonly problem: FileProblem; readonly stamp: Stamp }
  | { readonly kind: 'removed' }
  | { readonly kind: 'busy' }

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
 * Reads a file whose size and time are the same before and after. `name` is the file's in messages.
 *
 * @throws DOMException `NotAllowedError` if it may not be read any more.
 */
export async function readFileHandle(handle: FileSystemFileHandle, name: string): Promise<Reading> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      const before = await handle.getFile()
      if (before.size > MAX_TEXT_SIZE) {
        const problem = tooLarge(name, before.size)
        return { kind: 'unreadable', problem, stamp: stampOf(before) }
      }
      if (before.size === 0) await pageDelay(EMPTY_DELAY)
      const bytes = await before.arrayBuffer()
      const after = await handle.getFile()
      if (isSameStamp(stampOf(before), stampOf(after))) {
        return await decoded(bytes, name, stampOf(after))
      }
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

async function decoded(bytes: ArrayBuffer, name: string, stamp: Stamp): Promise<Reading> {
  const text = decodeText(new Uint8Array(bytes), name)
  if (!text.ok) return { kind: 'unreadable', problem: text.problem, stamp }
  return { kind: 'text', text: text.text, stamp, hash: await hashOf(bytes) }
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
