// Backup: the contract for where the last good sources are kept outside memory.

/**
 * The source of a script whose version has proven itself, or of a helper that such a script
 * imports.
 */
export interface BackupEntry {
  readonly id: string
  /** Its file relative to the scripts' root, such as `npc/wander.ts`. */
  readonly file: string
  readonly text: string
  /** SHA-256 of `text`, in hex. */
  readonly hash: string
  /** In milliseconds since 1970. */
  readonly savedAt: number
  /** Where signatures are required: what proves that this text was signed. */
  readonly proof?: string
}

/** One stored entry as it was found. */
export type StoredBackup =
  | { readonly ok: true; readonly entry: BackupEntry }
  | {
      readonly ok: false
      /** Which one it is and what is wrong with it, in a sentence. */
      readonly problem: string
    }

/** Keeps which signed release was accepted last, so that a restart accepts no older one. */
export interface ReleaseMemory {
  /** What was saved last; undefined if nothing was. */
  load(): Promise<string | undefined>
  /** Saves a short text in the place of the former one. */
  save(text: string): Promise<void>
}

/**
 * Keeps one entry for each script. What it is asked to do may be under way for several scripts at
 * once.
 */
export interface Backup {
  /** For logs, such as `IndexedDB`. */
  readonly name: string
  /**
   * Everything that is stored, each checked by `readBackupEntry`. Rejects if the store itself
   * cannot be read.
   */
  load(): Promise<readonly StoredBackup[]>
  /**
   * Stores an entry in the place of the former one: after a crash there is the one or the other.
   */
  save(entry: BackupEntry): Promise<void>
  /** Forgets the entry of a script, if there is one. */
  remove(id: string): Promise<void>
  /** For games that require signatures. Default: an older release may be accepted after a restart. */
  readonly releases?: ReleaseMemory
  close(): Promise<void>
}
