// textHash: the SHA-256 of a text.

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** In hex, of its UTF-8 bytes. */
export function textHash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}
