// textHash: the SHA-256 of a text, by Node's own hand: it is asked for at every edit, and at every look.

import { createHash } from 'node:crypto'

/** In hex, of its UTF-8 bytes. The same as the core's `textHash`. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
