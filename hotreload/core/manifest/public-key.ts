// PublicKey: a key that manifests are verified with, as text and as bytes, and its id.

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { TickswapError } from 'tickswap'
import { isStrictPoint } from './strict-encoding.ts'

/** An Ed25519 key. */
export interface PublicKey {
  /** What manifests and people call it: the first half of its SHA-256, in hex. */
  readonly id: string
  readonly bytes: Uint8Array
}

const PREFIX = 'ed25519:'
const ID_LENGTH = 32
const keyPattern = /^ed25519:[0-9a-f]{64}$/
const idPattern = /^[0-9a-f]{32}$/

/** The text of a key, as settings take it: `ed25519:` and 64 hex digits. */
export function publicKeyText(bytes: Uint8Array): string {
  return PREFIX + bytesToHex(bytes)
}

/** The id of a key: 32 hex digits. */
export function keyIdOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes)).slice(0, ID_LENGTH)
}

export function isKeyId(text: string): boolean {
  return idPattern.test(text)
}

/**
 * Reads the text of a key.
 *
 * @throws TickswapError if it is none, or one for which anybody could make signatures.
 */
export function readPublicKey(text: string): PublicKey {
  if (!keyPattern.test(text)) {
    throw new TickswapError(
      `${JSON.stringify(text)} is not a public key: it must be "${PREFIX}" and 64 hex digits in ` +
        'lower case, as `npx tickswap keys` prints it.',
    )
  }
  const bytes = hexToBytes(text.slice(PREFIX.length))
  if (isStrictPoint(bytes)) return { id: keyIdOf(bytes), bytes }
  throw new TickswapError(
    `${JSON.stringify(text)} is not a safe public key: signatures for it could be made without ` +
      'its private key. Make another one with `npx tickswap keys`.',
  )
}
