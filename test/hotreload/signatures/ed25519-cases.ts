// Cases that every way of verifying must judge alike: RFC 8032, and what implementations differ in.

import { etc, getPublicKey, hashes, Point, sign, utils } from '@noble/ed25519'
import { sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { Random } from '../../engine/fuzz/random.ts'

hashes.sha512 = sha512

export interface Case {
  readonly title: string
  readonly key: Uint8Array
  readonly message: Uint8Array
  readonly signature: Uint8Array
  readonly isValid: boolean
}

const { n: order, p: prime } = Point.CURVE()

/** RFC 8032, section 7.1, tests 1 to 3 and SHA(abc). */
const rfc: readonly (readonly [title: string, key: string, message: string, signature: string])[] =
  [
    [
      'test 1',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155' +
        '5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    ],
    [
      'test 2',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
        '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ],
    [
      'test 3',
      'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
      'af82',
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac' +
        '18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    ],
    [
      'test SHA(abc)',
      'ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf',
      'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a' +
        '2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
      'dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589' +
        '09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704',
    ],
  ]

const message = hexToBytes('7469636b73776170')
const secret = new Uint8Array(32).fill(5)

/** All of them. What is random is so by a fixed seed. */
export function ed25519Cases(): readonly Case[] {
  return [...rfcCases(), ...malleable(), ...smallOrder(), ...mixedOrder(), ...flipped()]
}

/** The eight points of small order, in every encoding that a reader might take for them. */
export function smallEncodings(): readonly Uint8Array[] {
  const small = smallPoints()
  const ys = new Set(small.map(({ y }) => y))
  const all = [...ys, ...[...ys].map((y) => y + prime)].filter((y) => y < 2n ** 255n)
  return all.flatMap((y) => [littleEndian(y), littleEndian(y | (1n << 255n))])
}

function rfcCases(): readonly Case[] {
  return rfc.map(([title, key, text, signature]) => ({
    title: `RFC 8032, ${title}`,
    key: hexToBytes(key),
    message: hexToBytes(text),
    signature: hexToBytes(signature),
    isValid: true,
  }))
}

/** The scalar plus multiples of the order fits the same equation. */
function malleable(): readonly Case[] {
  const key = getPublicKey(secret)
  const signature = sign(message, secret)
  const s = numberOf(signature.subarray(32))
  const added = [1n, 2n, 7n].map((times) => s + times * order).filter((sum) => sum < 2n ** 256n)
  return added.map((sum) => ({
    title: `a scalar that is ${sum / order} times the order too large`,
    key,
    message,
    signature: etc.concatBytes(signature.subarray(0, 32), littleEndian(sum)),
    isValid: false,
  }))
}

/** With a small key and a small R, the scalar 0 fits every message, or every eighth. */
function smallOrder(): readonly Case[] {
  const encodings = smallEncodings()
  const zero = new Uint8Array(32)
  return encodings.flatMap((key) =>
    encodings.map((r) => ({
      title: `the small key ${bytesToHex(key)} and the small R ${bytesToHex(r)}`,
      key,
      message,
      signature: etc.concatBytes(r, zero),
      isValid: false,
    })),
  )
}

/** R, or the key, with a part of small order: implementations with a cofactor take all of these. */
function mixedOrder(): readonly Case[] {
  const { scalar, prefix, point } = utils.getExtendedPublicKey(secret)
  const nonce = etc.mod(numberOf(sha512(etc.concatBytes(prefix, message))), order)
  const plain = Point.BASE.multiply(nonce)
  return smallPoints().flatMap((small, index) => {
    const make = (title: string, key: Point, r: Point): Case => {
      const [keyBytes, rBytes] = [key.toBytes(), r.toBytes()]
      const hash = numberOf(sha512(etc.concatBytes(rBytes, keyBytes, message)))
      const k = etc.mod(hash, order)
      const s = etc.mod(nonce + k * scalar, order)
      const expected = Point.BASE.multiply(s).subtract(key.multiply(k))
      const isValid = expected.equals(r)
      const signature = etc.concatBytes(rBytes, littleEndian(s))
      return { title: `${title} ${index}`, key: keyBytes, message, signature, isValid }
    }
    return [
      make('R of mixed order', point, plain.add(small)),
      make('a key of mixed order', point.add(small), plain),
      make('both of mixed order', point.add(small), plain.add(small)),
    ]
  })
}

/** Single bits of a valid signature, its message and its key. */
function flipped(): readonly Case[] {
  const random = new Random(15)
  const key = getPublicKey(secret)
  const signature = sign(message, secret)
  return Array.from({ length: 120 }, (_, index) => {
    const parts = { key, message, signature }
    const name = (['key', 'message', 'signature'] as const)[index % 3] ?? 'key'
    const bytes = Uint8Array.from(parts[name])
    const bit = random.below(bytes.length * 8)
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    return { ...parts, [name]: bytes, title: `bit ${bit} of the ${name} flipped`, isValid: false }
  })
}

function smallPoints(): readonly Point[] {
  // Any point times the order has small order; this one has the largest, 8.
  const eighth = Point.fromBytes(
    hexToBytes('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'),
  )
  const points = [Point.ZERO]
  for (let times = 1; times < 8; times++) points.push((points.at(-1) ?? eighth).add(eighth))
  return points
}

function littleEndian(number: bigint): Uint8Array {
  return hexToBytes(number.toString(16).padStart(64, '0')).reverse()
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${bytesToHex(Uint8Array.from(bytes).reverse())}`)
}
