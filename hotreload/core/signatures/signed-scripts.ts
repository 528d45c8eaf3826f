// SignedScripts: judges texts and removals by the signed manifest that was accepted last.

import type { BackupEntry } from '../contracts/backup.ts'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { ChangedScript, ScriptChange, ScriptRemoval, ScriptText } from '../contracts/source.ts'
import { hashInSteps, type SizedHash } from '../manifest/hash-in-steps.ts'
import { readProof } from '../manifest/read-proof.ts'
import { badManifest, type ManifestProblem, readSeal, type Seal } from '../manifest/seal.ts'
import {
  LONGEST_MANIFEST,
  readSignedManifest,
  type SignedManifest,
} from '../manifest/signed-manifest.ts'
import type { FrameScheduler, Steps } from '../time/frame-scheduler.ts'
import type { AcceptedReleases } from './accepted-releases.ts'
import { KeptProofs } from './kept-proofs.ts'
import { sealProblem } from './seal-problem.ts'
import type { TrustedKeys } from './signature-settings.ts'
import { unsignedRemoval, unsignedText } from './unsigned-change.ts'

/** What scripts are judged with. */
export interface SignedScriptsParts {
  readonly trusted: TrustedKeys
  readonly releases: AcceptedReleases
  readonly work: FrameScheduler
  /** How many texts of each script can be proven later. */
  readonly depth: number
  /** Whether this is the text that runs. */
  isRunning(text: ScriptText): boolean
  /** Whether the game was built with this text. */
  isBuilt(text: ScriptText): boolean
}

/**
 * A text is accepted if the manifest lists it: this id, this file, this content. So is the text that
 * runs anyway, and, until a manifest lists the script, the one that the game was built with. A
 * removal is accepted if an earlier manifest listed the script and this one does not.
 */
export class SignedScripts {
  readonly #parts: SignedScriptsParts
  readonly #proofs: KeptProofs
  /** Every script that an accepted manifest or a proven backup ever listed. */
  readonly #everSigned = new Set<string>()
  /** Rejected changes. The next manifest may list them. */
  #waiting = new Map<string, ScriptChange>()
  /** Of our own copies. Rejected texts are judged again with each manifest, and hashed once. */
  readonly #hashes = new WeakMap<ScriptText, SizedHash | undefined>()
  readonly #byGame = new WeakSet<ChangedScript>()
  #manifest: SignedManifest | undefined
  #problem: ManifestProblem | undefined
  #epoch = 0
  #isClosed = false

  constructor(parts: SignedScriptsParts) {
    this.#parts = parts
    this.#proofs = new KeptProofs(parts.depth)
  }

  /** The manifest that was accepted last. */
  get manifest(): SignedManifest | undefined {
    return this.#manifest
  }

  /** Why a manifest that came later was not accepted. */
  get problem(): ManifestProblem | undefined {
    return this.#problem
  }

  /** Grows whenever another manifest is accepted: what was judged before is judged again then. */
  get epoch(): number {
    return this.#epoch
  }

  /**
   * Takes the text of a manifest. Answers whether changes that were rejected should be judged again.
   */
  async take(text: string): Promise<boolean> {
    const before = this.#problem?.code
    const accepted = await this.#read(text)
    if ('code' in accepted) {
      this.#problem = accepted
      return accepted.code !== before
    }
    this.#problem = undefined
    if (accepted === this.#manifest) return before !== undefined
    this.#manifest = accepted
    this.#epoch++
    return true
  }

  /** Forgets the rejected changes of scripts that have newer ones. */
  supersede(changes: readonly ChangedScript[]): void {
    for (const { id } of changes) this.#waiting.delete(id)
  }

  /** Hands out the rejected changes, to be judged again. */
  takeWaiting(): readonly ScriptChange[] {
    const changes = [...this.#waiting.values()]
    this.#waiting = new Map()
    return changes
  }

  /** The game itself asked for this removal. */
  allow(removal: ScriptRemoval): void {
    this.#byGame.add(removal)
  }

  /**
   * Copies of changes, to be judged and compiled: a source may change its objects in between. What
   * else it reports beside a text is not signed, and is left out.
   */
  copies(changes: readonly ScriptChange[]): readonly ScriptChange[] {
    return changes.map((change) => {
      const { id, file } = change
      if ('text' in change)
        return this.#hashes.has(change) ? change : { id, file, text: change.text }
      if ('removed' in change)
        return this.#byGame.has(change) ? change : { id, file, removed: true }
      return { id, file, diagnostics: change.diagnostics }
    })
  }

  /** Judges copies of changes. Answers those that are rejected, by script, and why. */
  *judge(changes: readonly ScriptChange[]): Steps<ReadonlyMap<string, Diagnostic>> {
    const rejected = new Map<string, Diagnostic>()
    for (const change of changes) {
      yield
      this.#waiting.delete(change.id)
      const diagnostic = yield* this.#judgeOne(change)
      if (!diagnostic) continue
      rejected.set(change.id, diagnostic)
      this.#waiting.set(change.id, change)
    }
    return rejected
  }

  /** Why what was accepted before, and is about to go live, is not accepted any more. */
  objection(
    edited: (ScriptText & { readonly hash: string }) | ScriptRemoval,
  ): Diagnostic | undefined {
    if ('removed' in edited) return this.#removal(edited)
    const entry = this.#manifest?.entry(edited.id)
    if (entry?.hash === edited.hash && entry.file === edited.file) return undefined
    return this.#unlisted(edited, edited.hash)
  }

  /** What proves that a text was signed. */
  proofOf(id: string, hash: string): string | undefined {
    return this.#proofs.get(id, hash)
  }

  /** Whether a backup may be run: the manifest lists it, or it carries the proof that one did. */
  async isProven(backup: BackupEntry): Promise<boolean> {
    const found = await this.#parts.work.run(hashInSteps(backup.text))
    if (!found) return false
    if (this.#isListed(backup, found)) return true
    const proven = backup.proof === undefined ? undefined : readProof(backup.proof)
    if (!proven || backup.proof === undefined) return false
    const { seal, entry } = proven
    const { id, file } = backup
    if (entry.id !== id || entry.file !== file || !isSame(entry, found)) return false
    if (await sealProblem(this.#parts.trusted, seal)) return false
    this.#everSigned.add(id)
    this.#proofs.keep(id, found.hash, backup.proof)
    return true
  }

  /** Ends what is under way. */
  close(): void {
    this.#isClosed = true
  }

  /** The accepted manifest, or why the text is none. */
  async #read(text: string): Promise<SignedManifest | ManifestProblem> {
    const { trusted, releases, work } = this.#parts
    if (text.length > LONGEST_MANIFEST)
      return badManifest(`It has more than ${LONGEST_MANIFEST} characters.`)
    const read = readSeal(text)
    if (!read.ok) return read.errors[0] ?? badManifest('')
    const [seal, body] = read.value
    const problem = (await sealProblem(trusted, seal)) ?? releases.problem(seal)
    if (problem) return problem
    if (this.#manifest && isSameSeal(this.#manifest.seal, seal)) return this.#manifest
    const manifest = await work.run(readSignedManifest(seal, body), () => this.#isClosed)
    if (!manifest) return badManifest('The game ends.')
    if (!manifest.ok) return manifest.errors[0] ?? badManifest('')
    await releases.accept(seal)
    await work.run(this.#noteIds(manifest.value))
    return manifest.value
  }

  *#noteIds({ ids }: SignedManifest): Steps<void> {
    for (const id of ids) {
      this.#everSigned.add(id)
      yield
    }
  }

  /** In the order of the pipeline: what has a text, whatever else it has, is a text. */
  *#judgeOne(change: ScriptChange): Steps<Diagnostic | undefined> {
    if (!('text' in change)) return 'removed' in change ? this.#removal(change) : undefined
    const found = yield* this.#hash(change)
    if (found && this.#isListed(change, found)) return undefined
    return this.#unlisted(change, found?.hash)
  }

  *#hash(change: ScriptText): Steps<SizedHash | undefined> {
    if (!this.#hashes.has(change)) this.#hashes.set(change, yield* hashInSteps(change.text))
    return this.#hashes.get(change)
  }

  #isListed({ id, file }: ChangedScript, found: SizedHash): boolean {
    const manifest = this.#manifest
    const entry = manifest?.entry(id)
    if (!manifest || entry?.file !== file || !isSame(entry, found)) return false
    const proof = manifest.proof(id)
    if (proof !== undefined) this.#proofs.keep(id, found.hash, proof)
    return true
  }

  #unlisted(script: ScriptText, hash: string | undefined): Diagnostic | undefined {
    const { isRunning, isBuilt } = this.#parts
    if (isRunning(script) || (!this.#everSigned.has(script.id) && isBuilt(script))) return undefined
    const wasSigned = hash !== undefined && this.#proofs.get(script.id, hash) !== undefined
    return unsignedText(script, hash, wasSigned, this)
  }

  #removal(removal: ScriptRemoval): Diagnostic | undefined {
    const { id } = removal
    if (this.#byGame.has(removal)) return undefined
    const isDropped = this.#everSigned.has(id) && !this.#manifest?.entry(id)
    return isDropped && this.#manifest ? undefined : unsignedRemoval(removal, this)
  }
}

/** Another key may have signed the same head, and then it is that key whose release counts. */
function isSameSeal(a: Seal, b: Seal): boolean {
  return a.line === b.line && a.keyId === b.keyId
}

function isSame(entry: SizedHash, found: SizedHash): boolean {
  return entry.hash === found.hash && entry.size === found.size
}
