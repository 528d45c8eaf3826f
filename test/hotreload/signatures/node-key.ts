// Fixed private keys as Node has them, with their public keys as text.

import { createPrivateKey } from 'node:crypto'
import { testSigner } from './test-signer.ts'

/** What DER puts before the 32 bytes of a private Ed25519 key (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The same keys as `testSigner`. */
export function nodeKey(number: number): { readonly pem: string; readonly public: string } {
  const secret = Buffer.alloc(32, number)
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8, secret]),
    format: 'der',
    type: 'pkcs8',
  })
  const pem = key.export({ format: 'pem', type: 'pkcs8' }).toString()
  return { pem, public: testSigner(number).key }
}
