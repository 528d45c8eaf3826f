// SignatureGate: where signatures are required, the pipeline's way to what judges them. That part is
// loaded only then.

import { type Emitter, errorMessage } from 'tickswap'
import type { ReleaseMemory } from '../contracts/backup.ts'
import type { ChangedScript, ScriptChange } from '../contracts/source.ts'
import type { HotReloadEvents } from '../events/hot-reload-events.ts'
import type { ManifestHead } from '../manifest/manifest-lines.ts'
import { createSerialQueue } from '../time/serial-queue.ts'
import type { TrustedKeys } from './signature-settings.ts'
import type { SignedScripts, SignedScriptsParts } from './signed-scripts.ts'

interface GateOptions extends Omit<SignedScriptsParts, 'releases'> {
  readonly trusted: TrustedKeys
  readonly memory: ReleaseMemory | undefined
  readonly events: Emitter<HotReloadEvents>
  /** How long a manifest that is not accepted is not reported: another may follow. */
  readonly debounce: number
}

/** Of the manifest that was accepted last. */
export interface SignedRelease extends Pick<ManifestHead, 'name' | 'release' | 'time'> {
  /** The id of the key that signed it. */
  readonly key: string
}

/** A source that sends more manifests than are verified loses the older ones, and only its own. */
const MOST_WAITING = 16

/** One for each hot reload that requires signatures. */
export class SignatureGate {
  readonly #options: GateOptions
  readonly #queue = createSerialQueue()
  #loading: Promise<SignedScripts> | undefined
  #loaded: SignedScripts | undefined
  #cancelWarning: () => void = () => {}
  #retry: (changes: readonly ScriptChange[]) => void = () => {}
  #warned: string | undefined
  #isClosed = false

  constructor(options: GateOptions) {
    this.#options = options
  }

  /** Undefined until a manifest is accepted. */
  get release(): SignedRelease | undefined {
    const seal = this.#loaded?.manifest?.seal
    if (!seal) return undefined
    const { name, release, time } = seal.head
    return { name, release, time, key: seal.keyId }
  }

  /** Takes in again the changes that a new manifest may list. */
  onRetry(retry: (changes: readonly ScriptChange[]) => void): void {
    this.#retry = retry
  }

  /** Newer changes came in: those before, of the same scripts, wait for a manifest no longer. */
  supersede(changes: readonly ChangedScript[]): void {
    this.#loaded?.supersede(changes)
  }

  /**
   * Makes the function by which one source offers the texts of manifests, to be verified when those
   * before are.
   */
  receiver(): (manifest: string) => void {
    const offered: string[] = []
    return (manifest) => {
      if (this.#isClosed) return
      offered.push(manifest)
      if (offered.length > MOST_WAITING) offered.shift()
      this.#queue
        .run(() => this.#takeNext(offered))
        .catch((error: unknown) => this.#options.events.emit('failed', { error }))
    }
  }

  /** Resolves when every manifest that came was verified. Rejects if nothing can verify them. */
  async ready(): Promise<SignedScripts> {
    await this.#queue.idle()
    return this.#scripts()
  }

  /** Resolves when every manifest that came was verified. */
  idle(): Promise<void> {
    return this.#queue.idle()
  }

  /** What proves that a text was signed; undefined if nothing does. */
  proofOf(id: string, hash: string): string | undefined {
    return this.#loaded?.proofOf(id, hash)
  }

  /** Resolves when nothing is being verified or saved any more. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#loaded?.close()
    this.#cancelWarning()
    await this.#queue.idle()
  }

  async #load(): Promise<SignedScripts> {
    const { AcceptedReleases, SignedScripts } = await import('./load-signed-scripts.ts')
    const { trusted, memory, events } = this.#options
    const releases = new AcceptedReleases(trusted, memory && reportingMemory(memory, events))
    await releases.load()
    this.#loaded = new SignedScripts({ ...this.#options, releases })
    return this.#loaded
  }

  async #takeNext(offered: string[]): Promise<void> {
    const manifest = offered.shift()
    if (manifest === undefined || this.#isClosed) return
    const scripts = await this.#scripts()
    const isJudgedAgain = await scripts.take(manifest)
    if (this.#isClosed) return
    this.#warnInTime(scripts)
    if (isJudgedAgain) this.#retry(scripts.takeWaiting())
  }

  #scripts(): Promise<SignedScripts> {
    this.#loading ??= this.#load()
    return this.#loading.catch((error: unknown) => {
      this.#loading = undefined
      throw error
    })
  }

  #warnInTime(scripts: SignedScripts): void {
    this.#cancelWarning()
    const timer = setTimeout(() => this.#warn(scripts), this.#options.debounce)
    this.#cancelWarning = () => clearTimeout(timer)
  }

  #warn({ problem }: SignedScripts): void {
    const message = problem?.sentence
    if (message !== undefined && message !== this.#warned)
      this.#options.events.emit('warned', { code: 'rejected-manifest', ids: [], message })
    this.#warned = message
  }
}

/** What fails is reported, and stops nothing. */
function reportingMemory(memory: ReleaseMemory, events: Emitter<HotReloadEvents>): ReleaseMemory {
  return {
    load: () =>
      memory.load().catch((error: unknown) => {
        const message =
          `The number of the newest release cannot be read: ${errorMessage(error)}. An older ` +
          'release than before may be accepted until a newer one is.'
        events.emit('warned', { code: 'unreadable-backup', ids: [], message, error })
        return undefined
      }),
    save: (text) =>
      memory.save(text).catch((error: unknown) => {
        const message =
          `The number of the newest release could not be saved: ${errorMessage(error)}. After a ` +
          'restart, an older one may be accepted.'
        events.emit('warned', { code: 'unsaved-backup', ids: [], message, error })
      }),
  }
}
