// verifySignature: whether an Ed25519 signature is valid, by the environment's own implementation or
// by arithmetic, with the same verdict.

import { hexToBytes } from '@noble/hashes/utils.js'
import type { SignedMessage, Verify } from './signed-message.ts'
import { isStrictPoint, isStrictScalar } from './strict-encoding.ts'

const SIGNATURE_LENGTH = 64
const HALF = 32

/**
 * Stricter than RFC 8032 demands, as Ed25519's authors advise: an encoding that is not the only one
 * of its number, or a point of small order, is rejected. Rejects if neither implementation loads.
 *
 * @param verify default: the environment's own, if it has one.
 */
export async function verifySignature(signed: SignedMessage, verify?: Verify): Promise<boolean> {
  const { signature, key } = signed
  if (signature.length !== SIGNATURE_LENGTH) return false
  const isStrict = isStrictPoint(key) && isStrictPoint(signature.subarray(0, HALF))
  if (!isStrict || !isStrictScalar(signature.subarray(HALF))) return false
  const chosen = verify ?? (await chooseVerify())
  return chosen(signed)
}

/** Not kept: loading may fail once, and a page may hide what it has. */
async function chooseVerify(): Promise<Verify> {
  if (await knowsEd25519()) return verifyByEngine
  const { verifyByArithmetic } = await import('./verify-by-arithmetic.ts')
  return verifyByArithmetic
}

/** The environment's own implementation. Rejects where there is none: in a page by plain http. */
export async function verifyByEngine({ signature, message, key }: SignedMessage): Promise<boolean> {
  const { subtle } = (typeof crypto === 'undefined' ? undefined : crypto) ?? {}
  if (!subtle) throw new Error('There is no crypto.subtle.')
  // Rejects for bytes that are no point of the curve.
  const imported = await subtle
    .importKey('raw', key, 'Ed25519', false, ['verify'])
    .catch(() => undefined)
  return imported !== undefined && subtle.verify('Ed25519', imported, signature, message)
}

/** Older engines have `subtle` and no Ed25519. The second test of RFC 8032 shows whether it works. */
async function knowsEd25519(): Promise<boolean> {
  return verifyByEngine(sample).catch(() => false)
}

const sample: SignedMessage = {
  key: hexToBytes('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'),
  message: hexToBytes('72'),
  signature: hexToBytes(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
      '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ),
}
