// The memory backup: lives as long as the page or process. For tests, and the pattern for other
// backups.

import type { Backup, BackupEntry } from '../contracts/backup.ts'
import { readBackupEntry } from './read-backup-entry.ts'

/**
 * Makes a backup that can be handed from one hot reload to the next, and vanishes with the process.
 */
export function memoryBackup(): Backup {
  const entries = new Map<string, BackupEntry>()
  let release: string | undefined
  return {
    name: 'memory',
    load: async () => Array.from(entries.values(), (entry) => readBackupEntry(entry, 'memory')),
    async save(entry) {
      entries.set(entry.id, entry)
    },
    async remove(id) {
      entries.delete(id)
    },
    releases: {
      load: async () => release,
      async save(text) {
        release = text
      },
    },
    async close() {},
  }
}
