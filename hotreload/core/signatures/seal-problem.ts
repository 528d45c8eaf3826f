// sealProblem: why a manifest's seal is not accepted, whatever else the manifest says.

import { type ManifestProblem, type Seal, signatureBytes, signedMessage } from '../manifest/seal.ts'
import { verifySignature } from '../manifest/verify-signature.ts'
import type { TrustedKeys } from './signature-settings.ts'

/** Undefined if a trusted key signed it for this game. It takes about a millisecond. */
export async function sealProblem(
  { keys, withdrawn, name }: TrustedKeys,
  seal: Seal,
): Promise<ManifestProblem | undefined> {
  const { keyId, line, head } = seal
  if (withdrawn.has(keyId)) {
    const sentence = `The manifest is signed with key ${keyId}, which was withdrawn. ${AGAIN}`
    return { code: 'withdrawn-key', sentence }
  }
  const key = keys.get(keyId)
  if (!key) {
    const sentence =
      `The manifest is signed with key ${keyId}, which this game does not know. ${AGAIN} Or add ` +
      'its public key to signatures.keys.'
    return { code: 'unknown-key', sentence }
  }
  const signed = { signature: signatureBytes(seal), message: signedMessage(line), key: key.bytes }
  if (!(await verifySignature(signed))) {
    const sentence =
      'The signature of the manifest is not valid: it, or the manifest, was altered. Sign the ' +
      'folder again.'
    return { code: 'bad-signature', sentence }
  }
  if (head.name === name) return undefined
  const sentence =
    `The manifest is signed for ${quoted(head.name)}, and this game takes scripts for ` +
    `${quoted(name)}. Sign the folder with the right --name.`
  return { code: 'other-name', sentence }
}

const AGAIN = 'Sign the folder again with a key of this game.'

function quoted(name: string): string {
  return name === '' ? 'no name' : JSON.stringify(name)
}
