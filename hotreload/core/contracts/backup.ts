// Backup: the contract for where the last good sources are kept outside memory, and the check of what comes back.

import { textHash } from '../text/text-hash.ts'

/** The source of a script whose version has proven itself, or of a helper that such a script imports. */
export interface BackupEntry {
  readonly id: string
  /** Its file relative to the scripts' root, such as `npc/wander.ts`. */
  readonly file: string
  readonly text: string
  /** SHA-256 of `text`, in hex. */
  readonly hash: string
  /** In milliseconds since 1970. */
  readonly savedAt: number
}

/** One stored entry as it was found. */
export type StoredBackup =
  | { readonly ok: true; readonly entry: BackupEntry }
  | {
      readonly ok: false
      /** Which one it is and what is wrong with it, in a sentence. */
      readonly problem: string
    }

/** Keeps one entry for each script. What it is asked to do may be under way for several scripts at once. */
export interface Backup {
  /** For logs, such as `IndexedDB`. */
  readonly name: string
  /** Everything that is stored, each checked by `readBackupEntry`. Rejects if the store itself cannot be read. */
  load(): Promise<readonly StoredBackup[]>
  /** Stores an entry in the place of the former one: after a crash there is the one or the other. */
  save(entry: BackupEntry): Promise<void>
  /** Forgets the entry of a script, if there is one. */
  remove(id: string): Promise<void>
  close(): Promise<void>
}

/** Checks a value out of a store. `place` says where it was found. */
export function readBackupEntry(value: unknown, place: string): StoredBackup {
  if (!isBackupEntry(value))
    return { ok: false, problem: `The backup at ${place} is not readable.` }
  if (textHash(value.text) !== value.hash) {
    return {
      ok: false,
      problem: `The backup of "${value.id}" at ${place} is damaged: its hash does not match.`,
    }
  }
  const { id, file, text, hash, savedAt } = value
  return { ok: true, entry: { id, file, text, hash, savedAt } }
}

function isBackupEntry(value: unknown): value is BackupEntry {
  if (typeof value !== 'object' || value === null) return false
  const isText = (key: string) => typeof Reflect.get(value, key) === 'string'
  return (
    ['id', 'file', 'text', 'hash'].every(isText) && Number.isFinite(Reflect.get(value, 'savedAt'))
  )
}
