// formerRelease: what the manifest that lies in a folder says of its release, if it can be trusted.

import { TickswapError } from 'tickswap'
import {
  LONGEST_MANIFEST,
  MANIFEST_FILE,
  type ManifestHead,
  readSeal,
  sealProblem,
  trustedKeys,
} from 'tickswap/hotreload/signatures'
import { readScript } from '../watch/read/read-script.ts'

/** The text of a folder's manifest; undefined if there is none. */
export async function manifestIn(root: string): Promise<string | undefined> {
  const sight = await readScript(MANIFEST_FILE, { root, maxSize: LONGEST_MANIFEST })
  if (sight.kind === 'text') return sight.text
  if (sight.kind === 'unreadable') throw new TickswapError(sight.problem.message)
  if (sight.kind !== 'unsettled') return undefined
  throw new TickswapError('The manifest cannot be read, or is being written. Try again.')
}

/**
 * The head of a folder's manifest. It is what the next release counts from, so it must be signed
 * with one of these keys: a forged one could use up all numbers. Throws a `TickswapError` otherwise.
 */
export async function formerRelease(
  root: string,
  keys: readonly string[],
): Promise<ManifestHead | undefined> {
  const text = await manifestIn(root)
  if (text === undefined) return undefined
  const read = readSeal(text)
  if (!read.ok) throw untrusted(read.errors[0]?.sentence ?? '')
  const [seal] = read.value
  const { name } = seal.head
  const problem = await sealProblem(trustedKeys({ keys, name }), seal)
  if (problem?.code === 'unknown-key') throw untrusted(`It was signed with key ${seal.keyId}.`)
  if (problem) throw untrusted(problem.sentence)
  return seal.head
}

function untrusted(why: string): TickswapError {
  return new TickswapError(
    `The next release cannot be counted from the manifest that is there. ${why} If it was signed ` +
      'with an older key, pass that public key (--former-key). If it is lost, delete it, and pass ' +
      'a release above all before (--release).',
  )
}
