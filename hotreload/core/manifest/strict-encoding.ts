// Strict encodings: which bytes of keys and signatures are taken at all. Implementations of Ed25519
// differ in the others, and agree in these.

import { hexToBytes } from '@noble/hashes/utils.js'

/** The order of the group, little-endian: a signature's scalar must be below it. */
const ORDER = hexToBytes('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010')
/** The field's prime, little-endian: a coordinate must be below it. */
const PRIME = hexToBytes('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f')
/**
 * The coordinates y of the eight points of small order. For them, one signature fits many messages.
 */
const smallOrder = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
].map(hexToBytes)

const LENGTH = 32
const SIGN_BIT = 0x80

/** Whether the bytes are the one encoding of a point, if of any, and that point is no small one. */
export function isStrictPoint(bytes: Uint8Array): boolean {
  if (bytes.length !== LENGTH) return false
  const y = Uint8Array.from(bytes)
  y[LENGTH - 1] = (y[LENGTH - 1] ?? 0) & ~SIGN_BIT
  return isBelow(y, PRIME) && !smallOrder.some((small) => isEqual(small, y))
}

/** Whether the bytes are the one encoding of a scalar. */
export function isStrictScalar(bytes: Uint8Array): boolean {
  return bytes.length === LENGTH && isBelow(bytes, ORDER)
}

function isBelow(a: Uint8Array, b: Uint8Array): boolean {
  for (let index = LENGTH - 1; index >= 0; index--) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}

/** Whether two arrays hold the same bytes. Nothing that is compared here is secret. */
export function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
