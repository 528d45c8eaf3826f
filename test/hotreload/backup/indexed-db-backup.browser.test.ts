// The IndexedDB backup keeps the contract, in a real Chromium.

import { indexedDbBackup } from 'tickswap/hotreload/browser'
import { expect, test } from 'vitest'
import { describeBackup, entryOf } from './backup-conformance.ts'

let databases = 0

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
  })
}

/** Puts a value in a database that is there already. */
function plant(name: string, value: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('scripts', 'readwrite')
      try {
        transaction.objectStore('scripts').put(value)
      } catch {
        // Its id cannot be a key, so that nobody can put it there.
      }
      transaction.onabort = () => reject(transaction.error)
      transaction.oncomplete = () => {
        opening.result.close()
        resolve()
      }
    }
  })
}

describeBackup('IndexedDB', () => {
  const name = `backup-test-${databases++}`
  return {
    open: () => indexedDbBackup({ name }),
    plant: (id, value) => plant(name, { id, ...Object(value) }),
    clear: () => deleteDatabase(name),
  }
})

test('a database can be deleted while a backup has it open, and is made again', async () => {
  const backup = indexedDbBackup({ name: 'backup-deleted' })
  await backup.save(entryOf('wander', 'text'))
  await deleteDatabase('backup-deleted')
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('backup-deleted')
  await backup.save(entryOf('wander', 'again'))
  expect(await backup.load()).toEqual([{ ok: true, entry: entryOf('wander', 'again') }])
  await backup.close()
  await deleteDatabase('backup-deleted')
})
