// verifyScripts: compares a folder of scripts with its signed manifest.

import { fileURLToPath } from 'node:url'
import {
  type ManifestEntry,
  readSeal,
  readSignedManifest,
  type SignatureSettings,
  type SignedManifest,
  sealProblem,
  trustedKeys,
} from 'tickswap/hotreload/signatures'
import { manifestIn } from './former-release.ts'
import { type FolderOptions, readFolder, realFolder } from './read-folder.ts'

/** What is wrong with a signed folder. */
export interface FolderProblem {
  /**
   * Of a script: `altered`, `unsigned` (the manifest does not list it), `missing` (it lists it, and
   * there is none). Or why a game would not accept the manifest, such as `unknown-key`.
   */
  readonly code: string
  readonly message: string
}

/** The result of comparing. */
export interface VerifiedFolder {
  /** Undefined if the manifest itself is not accepted. */
  readonly release: number | undefined
  /** How many scripts are in the folder. */
  readonly scripts: number
  /** Empty if a game with these settings would run every script of the folder. */
  readonly problems: readonly FolderProblem[]
}

/**
 * Compares every script of a folder with the folder's manifest.
 *
 * @throws TickswapError for a folder or file that cannot be read, and a key that is none.
 */
export async function verifyScripts(
  folder: string | URL,
  settings: SignatureSettings,
  options: FolderOptions = {},
): Promise<VerifiedFolder> {
  const root = await realFolder(typeof folder === 'string' ? folder : fileURLToPath(folder))
  const found = await readFolder(root, options)
  const manifest = await acceptedManifest(root, settings)
  const scripts = found.length
  if ('code' in manifest) return { release: undefined, scripts, problems: [manifest] }
  const { release } = manifest.seal.head
  const there = new Set(found.map(({ id }) => id))
  const missing = [...manifest.ids].filter((id) => !there.has(id)).map(missingProblem)
  const problems = [...found.flatMap((entry) => entryProblem(manifest, entry)), ...missing]
  return { release, scripts, problems }
}

async function acceptedManifest(
  root: string,
  settings: SignatureSettings,
): Promise<SignedManifest | FolderProblem> {
  const trusted = trustedKeys(settings)
  const text = await manifestIn(root)
  if (text === undefined)
    return { code: 'unsigned', message: 'The folder has no manifest. Sign it: npx tickswap sign.' }
  const read = readSeal(text)
  if (!read.ok) return asProblem(read.errors[0])
  const [seal, body] = read.value
  const problem = await sealProblem(trusted, seal)
  if (problem) return asProblem(problem)
  const steps = readSignedManifest(seal, body)
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value.ok ? step.value.value : asProblem(step.value.errors[0])
}

function asProblem(
  problem: { readonly code: string; readonly sentence: string } | undefined,
): FolderProblem {
  const { code = 'bad-manifest', sentence = '' } = problem ?? {}
  return { code, message: sentence }
}

function entryProblem(manifest: SignedManifest, { id, file, hash, size }: ManifestEntry) {
  const listed = manifest.entry(id)
  const name = JSON.stringify(file)
  if (!listed) return [{ code: 'unsigned', message: `The manifest does not list ${name}.` }]
  const isSame = listed.file === file && listed.hash === hash && listed.size === size
  return isSame ? [] : [{ code: 'altered', message: `${name} is not what the manifest lists.` }]
}

function missingProblem(id: string): FolderProblem {
  return { code: 'missing', message: `The manifest lists script "${id}", and there is none.` }
}
