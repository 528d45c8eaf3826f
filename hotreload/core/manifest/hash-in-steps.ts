// hashInSteps: the SHA-256 of a text, of which a large one takes longer than a frame may.

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Steps } from '../time/frame-scheduler.ts'

/** A text's hash, and how many bytes it has in UTF-8. */
export interface SizedHash {
  /** In hex. */
  readonly hash: string
  readonly size: number
}

/** In UTF-16 units: about 0.3 ms. */
const PIECE = 2 ** 15
const surrogate = /\p{Surrogate}/u

/**
 * Undefined for a text with half a character (a lone surrogate): it has no UTF-8 of its own, so
 * another text would have the same hash. So is what a careless source took from its network as a
 * text, and is none.
 */
export function* hashInSteps(text: unknown): Steps<SizedHash | undefined> {
  if (typeof text !== 'string') return undefined
  const hash = sha256.create()
  let size = 0
  for (let start = 0; start < text.length; ) {
    const end = pieceEnd(text, start)
    const piece = text.slice(start, end)
    if (surrogate.test(piece)) return undefined
    const bytes = utf8ToBytes(piece)
    hash.update(bytes)
    size += bytes.length
    start = end
    yield
  }
  return { hash: bytesToHex(hash.digest()), size }
}

/** Never between the halves of a character. */
function pieceEnd(text: string, start: number): number {
  const end = Math.min(start + PIECE, text.length)
  const isSplit = end < text.length && isHighSurrogate(text.charCodeAt(end - 1))
  return isSplit ? end + 1 : end
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00
}
