// readBackupEntry: checks what comes back out of a backup's store, where anything may have been
// written.

import type { BackupEntry, StoredBackup } from '../contracts/backup.ts'
import { shownLine } from '../display/shown-text.ts'
import { changeProblem } from '../text/script-id.ts'
import { textHash } from '../text/text-hash.ts'

/** UTF-16 units of a text. Scripts are shorter; a longer text is not even hashed. */
const MOST_OF_A_TEXT = 2_000_000

const TEXTS = ['id', 'file', 'text', 'hash'] as const

/**
 * Checks a value read from a store: its types, its id and file, its length and its hash. `place`
 * says where it was found. Any number is taken for the time, which is only shown.
 */
export function readBackupEntry(value: unknown, place: string): StoredBackup {
  const entry = entryIn(value)
  const where = shownLine(place)
  if (!entry) return { ok: false, problem: `The backup at ${where} is not readable.` }
  const problem = changeProblem(entry)
  if (problem) return { ok: false, problem: `The backup at ${where} is ignored. ${problem}` }
  const { id, text, hash } = entry
  const damage =
    text.length > MOST_OF_A_TEXT
      ? 'its text is too long'
      : textHash(text) !== hash && 'its hash does not match'
  if (damage)
    return { ok: false, problem: `The backup of "${id}" at ${where} is damaged: ${damage}.` }
  return { ok: true, entry }
}

function entryIn(value: unknown): BackupEntry | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  try {
    // Own properties, each read once: a value may answer otherwise when it is asked again.
    const own = (key: string): unknown =>
      Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
    const [id, file, text, hash] = TEXTS.map(own)
    const savedAt = own('savedAt')
    if (typeof id !== 'string' || typeof file !== 'string') return undefined
    if (typeof text !== 'string' || typeof hash !== 'string') return undefined
    if (typeof savedAt !== 'number') return undefined
    const proof = own('proof')
    const entry = { id, file, text, hash, savedAt }
    return typeof proof === 'string' ? { ...entry, proof } : entry
  } catch {
    return undefined
  }
}
