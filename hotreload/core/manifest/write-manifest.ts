// writeManifest: lists scripts in a manifest and has it signed.

import { bytesToHex } from '@noble/hashes/utils.js'
import { TickswapError } from 'tickswap'
import { changeProblem } from '../text/script-id.ts'
import type { Steps } from '../time/frame-scheduler.ts'
import {
  entryLine,
  headLine,
  LONGEST_NAME,
  type ManifestEntry,
  type ManifestHead,
  MOST_SIGNED_SCRIPTS,
} from './manifest-lines.ts'
import { merkleTree } from './merkle-tree.ts'
import { keyIdOf } from './public-key.ts'
import { sealText, signedMessage } from './seal.ts'

/** A private key, wherever it lies. */
export interface Signer {
  /** Its public key: 32 bytes. */
  readonly publicKey: Uint8Array
  /** Makes the Ed25519 signature of a message: 64 bytes. */
  sign(message: Uint8Array): Uint8Array | Promise<Uint8Array>
}

/**
 * Answers the text of a manifest. Scripts may be in any order.
 *
 * @throws TickswapError for what cannot be in a manifest: a bad id, the same id twice, more than
 * 20,000 scripts, a release that is not a whole number from 1 on.
 */
export async function writeManifest(
  scripts: readonly ManifestEntry[],
  { name, release, time }: Pick<ManifestHead, 'name' | 'release' | 'time'>,
  signer: Signer,
): Promise<string> {
  const sorted = [...scripts].sort((a, b) => (a.id < b.id ? -1 : 1))
  refuse(sorted, name, release)
  const lines = sorted.map(entryLine)
  const { root } = finish(merkleTree(lines))
  const line = headLine({ name, release, time, scripts: lines.length, root })
  const signature = bytesToHex(await signer.sign(signedMessage(line)))
  const seal = sealText({ keyId: keyIdOf(signer.publicKey), signature, line })
  return seal + lines.map((one) => `${one}\n`).join('')
}

function refuse(sorted: readonly ManifestEntry[], name: string, release: number): void {
  if (sorted.length > MOST_SIGNED_SCRIPTS)
    throw new TickswapError(
      `A manifest lists at most ${MOST_SIGNED_SCRIPTS} scripts, not ${sorted.length}.`,
    )
  if (name.length > LONGEST_NAME)
    throw new TickswapError(`A manifest's name has at most ${LONGEST_NAME} characters.`)
  if (!Number.isSafeInteger(release) || release < 1)
    throw new TickswapError(`A release is a whole number from 1 on, not ${release}.`)
  for (const [index, entry] of sorted.entries()) {
    const problem = changeProblem(entry)
    if (problem) throw new TickswapError(problem)
    if (sorted[index + 1]?.id === entry.id)
      throw new TickswapError(`Script "${entry.id}" is listed twice.`)
  }
}

function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}
