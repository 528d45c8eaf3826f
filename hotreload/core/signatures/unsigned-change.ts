// Unsigned changes: why a text or a removal is rejected for its signature, as diagnostics.

import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { ChangedScript } from '../contracts/source.ts'
import type { ManifestProblem } from '../manifest/seal.ts'
import type { SignedManifest } from '../manifest/signed-manifest.ts'

/** What is known when a change is judged. */
export interface Judged {
  /** The manifest that was accepted last. */
  readonly manifest: SignedManifest | undefined
  /** Why one that came later was not. */
  readonly problem: ManifestProblem | undefined
}

const SIGN = 'Sign the scripts’ folder: `npx tickswap sign`.'

/**
 * A text that the manifest does not list.
 *
 * @param hash of the text; undefined if it has none.
 * @param wasSigned whether an earlier release listed it.
 */
export function unsignedText(
  script: ChangedScript,
  hash: string | undefined,
  wasSigned: boolean,
  judged: Judged,
): Diagnostic {
  const [code, why] = whyNotListed(script, hash, wasSigned, judged.manifest)
  return explained(script, `Script "${script.id}" is not run`, code, why, judged.problem)
}

/** A removal that no manifest asks for. */
export function unsignedRemoval(script: ChangedScript, { manifest, problem }: Judged): Diagnostic {
  const why = manifest?.entry(script.id)
    ? `release ${manifest.seal.head.release} of the manifest lists it.`
    : 'no manifest says that it is gone.'
  return explained(script, `Script "${script.id}" is not removed`, 'unsigned', why, problem)
}

function whyNotListed(
  { id, file }: ChangedScript,
  hash: string | undefined,
  wasSigned: boolean,
  manifest: SignedManifest | undefined,
): [code: string, why: string] {
  if (!manifest) return ['unsigned', 'there is no signed manifest yet that lists it.']
  const { release } = manifest.seal.head
  const entry = manifest.entry(id)
  if (wasSigned) return ['older-release', `its text is older than release ${release}.`]
  const owner = hash === undefined ? undefined : manifest.ownerOf(hash)
  if (owner !== undefined && owner !== id)
    return ['exchanged', `its text is the one that release ${release} lists for "${owner}".`]
  if (!entry) return ['unsigned', `release ${release} of the manifest does not list it.`]
  if (entry.file !== file)
    return ['altered', `its file is "${file}", and release ${release} lists "${entry.file}".`]
  return ['altered', `its text is not the one that release ${release} of the manifest lists.`]
}

/** The manifest that was not accepted is the reason that comes first: it may list the change. */
function explained(
  { id }: ChangedScript,
  what: string,
  code: string,
  why: string,
  problem: ManifestProblem | undefined,
): Diagnostic {
  const shared = { severity: 'error', stage: 'safety', script: id, hint: SIGN } as const
  if (!problem) return { ...shared, code, message: `${what}: ${why}` }
  return {
    ...shared,
    code: problem.code,
    message: `${what}, since the newest manifest is not accepted. ${problem.sentence}`,
    notes: [`By the manifest before: ${why}`],
  }
}
