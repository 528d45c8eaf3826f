// readBackupEntry: checks what comes back out of a backup's store.

import type { BackupEntry, StoredBackup } from '../contracts/backup.ts'
import { textHash } from '../text/text-hash.ts'

/** Checks a value read from a store. `place` says where it was found. */
export function readBackupEntry(value: unknown, place: string): StoredBackup {
  if (!isBackupEntry(value))
    return { ok: false, problem: `The backup at ${place} is not readable.` }
  if (textHash(value.text) !== value.hash) {
    return {
      ok: false,
      problem: `The backup of "${value.id}" at ${place} is damaged: its hash does not match.`,
    }
  }
  const { id, file, text, hash, savedAt, proof } = value
  const entry = { id, file, text, hash, savedAt }
  return { ok: true, entry: typeof proof === 'string' ? { ...entry, proof } : entry }
}

function isBackupEntry(value: unknown): value is BackupEntry {
  if (typeof value !== 'object' || value === null) return false
  const isText = (key: string) => typeof Reflect.get(value, key) === 'string'
  return (
    ['id', 'file', 'text', 'hash'].every(isText) && Number.isFinite(Reflect.get(value, 'savedAt'))
  )
}
