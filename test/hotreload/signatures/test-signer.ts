// Signers with fixed keys, by @noble/ed25519: the same in Node and in the browser.

import { getPublicKey, hashes, sign } from '@noble/ed25519'
import { sha512 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { textHash } from 'tickswap/hotreload/adapters'
import { publicKeyText, type Signer, writeManifest } from 'tickswap/hotreload/signatures'

hashes.sha512 = sha512

/** A signer, and its public key as text. */
export interface TestSigner extends Signer {
  readonly key: string
}

/** One for each number from 0 to 255. */
export function testSigner(number: number): TestSigner {
  const secret = new Uint8Array(32).fill(number)
  const publicKey = getPublicKey(secret)
  return { publicKey, key: publicKeyText(publicKey), sign: (message) => sign(message, secret) }
}

/** The key that most tests trust. */
export const signer = testSigner(1)

interface Signing {
  readonly release?: number
  readonly name?: string
  readonly by?: TestSigner
}

/** A manifest of texts by id; each file has the extension `.ts`. */
export function manifestOf(
  texts: Readonly<Record<string, string>>,
  { release = 1, name = '', by = signer }: Signing = {},
): Promise<string> {
  const entries = Object.entries(texts).map(([id, text]) => {
    return { id, file: `${id}.ts`, hash: textHash(text), size: utf8ToBytes(text).length }
  })
  return writeManifest(entries, { name, release, time: 1_700_000_000_000 }, by)
}
