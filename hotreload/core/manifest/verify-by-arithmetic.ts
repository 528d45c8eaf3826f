// verifyByArithmetic: Ed25519 where the environment has none. Loaded only there.

import { etc, Point } from '@noble/ed25519'
import { sha512 } from '@noble/hashes/sha2.js'
import type { SignedMessage } from './signed-message.ts'
import { isEqual } from './strict-encoding.ts'

const { n: order } = Point.CURVE()

/**
 * The equation of RFC 8032 without the cofactor, as the engines of browsers and Node check it. The
 * library's own `verify` multiplies by the cofactor, and so takes signatures that they reject. The
 * encodings were checked before.
 */
export function verifyByArithmetic({ signature, message, key }: SignedMessage): boolean {
  const r = signature.subarray(0, 32)
  const s = littleEndian(signature.subarray(32))
  const k = etc.mod(littleEndian(sha512(etc.concatBytes(r, key, message))), order)
  const point = pointOf(key)
  if (!point) return false
  const expected = Point.BASE.multiply(s, false).subtract(point.multiply(k, false))
  return isEqual(expected.toBytes(), r)
}

/** Undefined for bytes that are no point of the curve. */
function pointOf(bytes: Uint8Array): Point | undefined {
  try {
    return Point.fromBytes(bytes)
  } catch {
    return undefined
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${etc.bytesToHex(Uint8Array.from(bytes).reverse())}`)
}
