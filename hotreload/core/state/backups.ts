// Backups: reads what a backup holds, once, and saves the sources of versions that have proven
// themselves.

import { type Emitter, errorMessage } from 'tickswap'
import type { Backup, BackupEntry } from '../contracts/backup.ts'
import type { CompiledModule } from '../contracts/compiler.ts'
import type { HotReloadEvents } from '../events/hot-reload-events.ts'
import { quotedNames } from '../text/name-list.ts'
import { textHash } from '../text/text-hash.ts'
import type { LinkedModule } from './linked-module.ts'

interface BackupsOptions {
  readonly backup: Backup
  readonly events: Emitter<HotReloadEvents>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Where signatures are required: what proves that a text was signed. */
  readonly proofOf?: ((id: string, hash: string) => string | undefined) | undefined
}

/** Further damaged entries are counted, not named. */
const MOST_NAMED = 5

/** The last good sources. A failure is one event, and stops nothing. */
export class Backups {
  readonly #options: BackupsOptions
  readonly #stored = new Map<string, BackupEntry>()
  readonly #pending = new Map<string, CompiledModule>()
  readonly #loading: Promise<void>
  #writing: Promise<void> | undefined
  /** Why the last save failed; undefined if it did not. */
  #failure: string | undefined

  constructor(options: BackupsOptions) {
    this.#options = options
    this.#loading = this.#load()
  }

  /** Resolves when the backup was read, or could not be. */
  loaded(): Promise<void> {
    return this.#loading
  }

  /** What is stored for a script. */
  entry(id: string): BackupEntry | undefined {
    return this.#stored.get(id)
  }

  /**
   * Saves the sources of a module and of all that it imports: later, and the newest of each only.
   */
  save(linked: LinkedModule): void {
    for (const module of linked.compiledClosure) this.#pending.set(module.id, module)
    this.#writing ??= this.#write()
  }

  /** Resolves when nothing is waiting to be saved. */
  async idle(): Promise<void> {
    await this.#writing
  }

  /** Saves what is waiting, and closes the backup. */
  async close(): Promise<void> {
    await this.#loading
    await this.#writing
    await this.#options.backup.close()
  }

  async #load(): Promise<void> {
    const { backup, events } = this.#options
    const problems: string[] = []
    try {
      for (const stored of await backup.load()) {
        if (stored.ok) this.#stored.set(stored.entry.id, stored.entry)
        else problems.push(stored.problem)
      }
    } catch (error) {
      const message =
        `The ${backup.name} backup cannot be read: ${errorMessage(error)}. Scripts cannot be ` +
        'restored from it.'
      events.emit('warned', { code: 'unreadable-backup', ids: [], message, error })
    }
    if (problems.length === 0) return
    const more = problems.length - MOST_NAMED
    const sentences = [
      ...problems.slice(0, MOST_NAMED),
      ...(more > 0 ? [`So are ${more} more.`] : []),
    ]
    events.emit('warned', { code: 'damaged-backup', ids: [], message: sentences.join('\n') })
  }

  async #write(): Promise<void> {
    // A version is committed within a frame; hashing and storing wait until that is over.
    await new Promise<void>((resolve) => setTimeout(resolve))
    await this.#loading
    const failed: string[] = []
    let reason: unknown
    for (const [id, module] of this.#pending) {
      this.#pending.delete(id)
      try {
        await this.#saveOne(module)
      } catch (error) {
        failed.push(id)
        reason = error
      }
    }
    this.#writing = undefined
    if (failed.length > 0) this.#warnUnsaved(failed, reason)
    else this.#failure = undefined
  }

  async #saveOne({ id, file, text }: CompiledModule): Promise<void> {
    const { proofOf, now } = this.#options
    const stored = this.#stored.get(id)
    const hash = textHash(text)
    const proof = proofOf?.(id, hash)
    // It could not be restored, and what is stored may be proven.
    if (proofOf && proof === undefined) return
    if (stored?.hash === hash && stored.file === file && stored.proof === proof) return
    const entry = { id, file, text, hash, savedAt: now(), ...(proof !== undefined && { proof }) }
    await this.#options.backup.save(entry)
    this.#stored.set(id, entry)
  }

  /** A full disk is reported once, and not after each edit. */
  #warnUnsaved(ids: readonly string[], error: unknown): void {
    const { backup, events } = this.#options
    const kind = reasonOf(error)
    if (kind === this.#failure) return
    this.#failure = kind
    const names = quotedNames(ids, MOST_NAMED)
    const message =
      `The ${backup.name} backup could not save ${names}: ${errorMessage(error)}. Until it can, ` +
      'later versions are not backed up either.'
    events.emit('warned', { code: 'unsaved-backup', ids, message, error })
  }
}

/** The same for each script: the system's code where it has one, since messages name files. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : errorMessage(error)
}
