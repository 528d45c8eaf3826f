// signScripts: writes the signed manifest of a folder of scripts.

import type { KeyObject } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Milliseconds, TickswapError } from 'tickswap'
import { MANIFEST_FILE, publicKeyText, writeManifest } from 'tickswap/hotreload/signatures'
import { errorCode } from '#disk'
import { formerRelease } from './former-release.ts'
import { signerOf } from './private-key.ts'
import { type FolderOptions, readFolder, realFolder } from './read-folder.ts'

export interface SignOptions extends FolderOptions {
  /** Whose scripts these are: what the game has as `signatures.name`. Default: the empty name. */
  readonly name?: string
  /** Public keys that the manifest before may have been signed with, besides this one's. */
  readonly formerKeys?: readonly string[]
  /** The least number of this release, if the manifest before was lost. Default 1. */
  readonly release?: number
  /** The clock, in milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => Milliseconds
}

/** What was signed. */
export interface SignedFolder {
  /** The path of the manifest. */
  readonly manifest: string
  readonly release: number
  /** How many scripts it lists. */
  readonly scripts: number
  /** The public key, as `signatures.keys` takes it. */
  readonly key: string
}

/**
 * Reads the scripts of a folder, as `watchSource` does with the same globs, and writes
 * `tickswap.manifest` into it: at once, in the place of the one before, whose release it counts on
 * from. Texts that change while the folder is read are an error. Sign last: write the scripts first.
 *
 * @param key a private Ed25519 key, as PEM or as Node's own object.
 * @throws TickswapError for a folder or file that cannot be read or signed, a key that is none, and
 * a former manifest that no known key signed.
 * @example
 * ```ts
 * const key = await readFile('tickswap.key', 'utf8')
 * const { release } = await signScripts('scripts', key, { name: 'village' })
 * ```
 */
export async function signScripts(
  folder: string | URL,
  key: string | KeyObject,
  options: SignOptions = {},
): Promise<SignedFolder> {
  const root = await realFolder(typeof folder === 'string' ? folder : fileURLToPath(folder))
  const manifest = join(root, MANIFEST_FILE)
  const unfinished = `${manifest}.new`
  const file = await openAlone(unfinished)
  try {
    const { text, ...signed } = await nextManifest(root, key, options)
    await file.writeFile(text)
    await file.sync()
    await file.close()
    await rename(unfinished, manifest)
    return { manifest, ...signed }
  } catch (error) {
    await file.close()
    await rm(unfinished, { force: true })
    throw error
  }
}

/** One signing of a folder at a time: two would make two manifests of one release. */
async function openAlone(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx')
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    throw new TickswapError(
      `The folder is being signed already, or a signing was interrupted. If so, delete ` +
        `${JSON.stringify(path)} and try again.`,
      { cause: error },
    )
  }
}

async function nextManifest(
  root: string,
  key: string | KeyObject,
  { name = '', formerKeys = [], release: least = 1, now = Date.now, ...folder }: SignOptions,
): Promise<Omit<SignedFolder, 'manifest'> & { readonly text: string }> {
  const signer = signerOf(key)
  const publicKey = publicKeyText(signer.publicKey)
  const former = await formerRelease(root, [publicKey, ...formerKeys])
  const entries = await readFolder(root, folder)
  const release = Math.max((former?.release ?? 0) + 1, least)
  const time = Math.max(former?.time ?? 0, Math.floor(now()))
  const text = await writeManifest(entries, { name, release, time }, signer)
  return { text, release, scripts: entries.length, key: publicKey }
}
