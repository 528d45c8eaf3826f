// Private keys: Ed25519 keys that manifests are signed with, in files that only their owner may
// read.

import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { errorMessage, TickswapError } from 'tickswap'
import type { Signer } from 'tickswap/hotreload/signatures'
import { errorCode } from '#disk'

/** What a new key file may be read by: its owner. Windows has no such modes. */
const OWNER_ONLY = 0o600

/** Makes a signer of a private key: PEM (PKCS #8), or Node's own object. */
export function signerOf(key: string | KeyObject): Signer {
  const privateKey = typeof key === 'string' ? readPem(key) : key
  if (privateKey.type !== 'private' || privateKey.asymmetricKeyType !== 'ed25519') {
    throw new TickswapError(
      'The key is not a private Ed25519 key. Make one with `npx tickswap keys`.',
    )
  }
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  return {
    publicKey: new Uint8Array(Buffer.from(x, 'base64url')),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  }
}

/** A new private key, as PEM. */
export function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
}

/** Throws a `TickswapError` if the file cannot be read. */
export async function readKeyFile(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new TickswapError(
      `The key file ${JSON.stringify(file)} cannot be read: ${errorMessage(error)}. Make one with ` +
        '`npx tickswap keys`.',
      { cause: error },
    )
  })
}

/**
 * Writes a key file that nobody else may read. Throws a `TickswapError` if there is a file already,
 * unless it may be overwritten: whoever loses a key can sign nothing for the games that trust it.
 */
export async function writeKeyFile(
  file: string,
  pem: string,
  { overwrite = false }: { readonly overwrite?: boolean } = {},
): Promise<void> {
  const path = overwrite ? `${file}.${process.pid}.tmp` : file
  try {
    await writeNew(path, pem)
    if (overwrite) await rename(path, file)
  } catch (error) {
    if (overwrite) await rm(path, { force: true })
    if (errorCode(error) !== 'EEXIST') throw error
    throw new TickswapError(
      `There is a file ${JSON.stringify(file)} already, and it is kept. Choose another name, or ` +
        'pass --force to overwrite it: what it could sign can then be signed no more.',
      { cause: error },
    )
  }
}

async function writeNew(path: string, pem: string): Promise<void> {
  const handle = await open(path, 'wx', OWNER_ONLY)
  try {
    await handle.writeFile(pem)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function readPem(pem: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch (error) {
    throw new TickswapError('The key is not a private key in PEM.', { cause: error })
  }
}
