// indexedDbBackup: keeps the last good sources in a database of the page.

import { type Backup, readBackupEntry } from 'tickswap/hotreload/adapters'

export interface IndexedDbBackupOptions {
  /** The database. Games on one origin need one each. Default `tickswap-backup`. */
  readonly name?: string
}

const STORE = 'scripts'
/** Which signed release was accepted last: one text, under one key. */
const RELEASES = 'releases'
const LAST = 'last'
/** Version 2 added the second store. */
const VERSION = 2

/**
 * Keeps the last good sources in IndexedDB, which writes a whole entry or none. The database is
 * opened when it is first needed; where the browser refuses (private windows may), `load` and
 * `save` reject.
 */
export function indexedDbBackup({ name = 'tickswap-backup' }: IndexedDbBackupOptions = {}): Backup {
  let opening: Promise<IDBDatabase> | undefined

  function database(): Promise<IDBDatabase> {
    opening ??= openDatabase(name, forget).catch((error: unknown) => {
      forget()
      throw error
    })
    return opening
  }

  function forget(): void {
    opening = undefined
  }

  async function write(name: string, change: (store: IDBObjectStore) => IDBRequest): Promise<void> {
    const transaction = (await database()).transaction(name, 'readwrite', { durability: 'strict' })
    change(transaction.objectStore(name))
    await completion(transaction)
  }

  return {
    name: 'IndexedDB',
    async load() {
      const request = (await database()).transaction(STORE).objectStore(STORE).getAll()
      const found: unknown[] = await answer(request)
      return found.map((value) => readBackupEntry(value, `IndexedDB "${name}"`))
    },
    save: (entry) => write(STORE, (store) => store.put(entry)),
    remove: (id) => write(STORE, (store) => store.delete(id)),
    releases: {
      async load() {
        const request = (await database()).transaction(RELEASES).objectStore(RELEASES).get(LAST)
        const found: unknown = await answer(request)
        return typeof found === 'string' ? found : undefined
      },
      save: (text) => write(RELEASES, (store) => store.put(text, LAST)),
    },
    async close() {
      const open = await opening?.catch(() => undefined)
      open?.close()
      forget()
    },
  }
}

async function openDatabase(name: string, onClosed: () => void): Promise<IDBDatabase> {
  const request = indexedDB.open(name, VERSION)
  request.onupgradeneeded = () => {
    const { result } = request
    if (!result.objectStoreNames.contains(STORE)) result.createObjectStore(STORE, { keyPath: 'id' })
    result.createObjectStore(RELEASES)
  }
  const database = await answer(request)
  // Otherwise deleting the database would wait for this page.
  database.onversionchange = () => {
    database.close()
    onClosed()
  }
  return database
}

function answer<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function completion(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () =>
      reject(transaction.error ?? new Error('The database was closed while it was written.'))
  })
}
