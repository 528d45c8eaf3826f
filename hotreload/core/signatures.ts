// Everything that `tickswap/hotreload/signatures` exports: for tools that sign scripts or check
// signed folders. A game needs the option `signatures` alone.

export { hashInSteps, type SizedHash } from './manifest/hash-in-steps.ts'
export type { ManifestEntry, ManifestHead } from './manifest/manifest-lines.ts'
export { keyIdOf, publicKeyText, readPublicKey } from './manifest/public-key.ts'
export { type ManifestCode, type ManifestProblem, readSeal, type Seal } from './manifest/seal.ts'
export {
  LONGEST_MANIFEST,
  MANIFEST_FILE,
  readSignedManifest,
  type SignedManifest,
} from './manifest/signed-manifest.ts'
export { type Signer, writeManifest } from './manifest/write-manifest.ts'
export { sealProblem } from './signatures/seal-problem.ts'
export { type SignatureSettings, trustedKeys } from './signatures/signature-settings.ts'
