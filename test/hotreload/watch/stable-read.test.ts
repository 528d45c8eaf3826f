// A look at a file yields what is whole and at rest, or says why not.

import { chmodSync, symlinkSync, utimesSync } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { openedPath } from '#disk'
import { type FileAccess, stableRead } from '#hotreload/node/watch/read/stable-read'
import { createFolder, type FolderStage, watch } from './folder-stage.ts'

const system: FileAccess = { open, openedPath, stat }

function look(root: string, access: Partial<FileAccess> = {}) {
  return stableRead('a.ts', { root, maxSize: 1_000 }, { ...system, ...access })
}

/** Opens files to which something is done right after they were read. */
function afterReading(deed: () => void): FileAccess['open'] {
  return async (path, flags) => {
    const handle = await open(path, flags)
    return {
      fd: handle.fd,
      stat: () => handle.stat(),
      close: () => handle.close(),
      async readFile() {
        const bytes = await handle.readFile()
        deed()
        return bytes
      },
    }
  }
}

test('a file at rest is read whole', async () => {
  const folder = createFolder()
  folder.write('a.ts', '// text')
  expect(await look(folder.root)).toMatchObject({
    kind: 'text',
    text: '// text',
    stamp: { size: 7 },
  })
})

test.each([
  ['grows', (folder: FolderStage) => folder.write('a.ts', '// more text')],
  ['is written to in place', (folder: FolderStage) => folder.write('a.ts', '// 2')],
  ['is emptied', (folder: FolderStage) => folder.write('a.ts', '')],
])('a file that %s after it was read is not believed', async (_, deed) => {
  const folder = createFolder()
  folder.write('a.ts', '// 1')
  // Times are kept in steps: this file was at rest long before.
  utimesSync(folder.path('a.ts'), 1_000, 1_000)
  const open = afterReading(() => deed(folder))
  expect(await look(folder.root, { open })).toEqual({ kind: 'unsettled', why: 'changing' })
})

test('a file that another one takes the place of while it is read is not trusted', async () => {
  const folder = createFolder()
  folder.write('a.ts', '// 1')
  const open = afterReading(() => {
    folder.remove('a.ts')
    folder.write('b.ts', '')
    folder.write('a.ts', '// 2')
  })
  expect(await look(folder.root, { open })).toEqual({ kind: 'unsettled', why: 'changing' })
})

test('a file that is deleted while it is read is missing', async () => {
  const folder = createFolder()
  folder.write('a.ts', '// 1')
  expect(await look(folder.root, { open: afterReading(() => folder.remove('a.ts')) })).toEqual({
    kind: 'missing',
  })
})

describe.each(['where the system lists open files', 'where it does not'])('%s', (where) => {
  const list = where === 'where it does not' ? '/no-such-list' : undefined
  const opened: FileAccess['openedPath'] = (file, path) => openedPath(file, path, list)

  test('bytes from outside are not trusted, though the link is turned around in time', async () => {
    const folder = createFolder()
    folder.write('../secret.ts', '// secret')
    folder.write('a.ts', '// fine')
    // As if the link had led outside when the file was opened.
    const outside: FileAccess['open'] = (_, flags) => open(`${folder.parent}/secret.ts`, flags)
    const sight = await look(folder.root, { open: outside, openedPath: opened })
    expect(sight).not.toHaveProperty('text')
    expect(sight.kind).toBe(list === undefined ? 'unreadable' : 'unsettled')
  })

  test('a link within the folder is followed', async () => {
    const folder = createFolder()
    folder.write('b.ts', '// text')
    symlinkSync('b.ts', folder.path('a.ts'))
    expect(await look(folder.root, { openedPath: opened })).toMatchObject({ text: '// text' })
  })
})

test('where upper and lower case are the same, a file goes by its own name only', async () => {
  const folder = createFolder()
  folder.write('a.ts', '// text')
  const other: FileAccess['openedPath'] = async (_, path) => path.replace(/a\.ts$/, 'A.ts')
  expect(await look(folder.root, { openedPath: other })).toEqual({ kind: 'missing' })
})

test.each(['EBUSY', 'EPERM', 'EACCES', 'EMFILE', 'EIO'])(
  '%s means: locked, try again',
  async (code) => {
    const error = Object.assign(new Error(code), { code })
    const locked = await look('/nowhere', { open: () => Promise.reject(error) })
    expect(locked).toEqual({ kind: 'unsettled', why: 'locked', error })
  },
)

test.each(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENXIO', 'ELOOP'])(
  '%s means: there is no such file',
  async (code) => {
    const error = Object.assign(new Error(code), { code })
    expect(await look('/nowhere', { open: () => Promise.reject(error) })).toEqual({
      kind: 'missing',
    })
  },
)

test.skipIf(process.platform === 'win32')(
  'a file that may not be read is told, and read when it may be',
  async () => {
    const folder = createFolder()
    chmodSync(folder.parent, 0o777)
    chmodSync(folder.root, 0o777)
    folder.write('locked.ts', '// text')
    folder.write('free.ts', '// text')
    chmodSync(folder.path('locked.ts'), 0o000)
    const becomeMyself = becomeNobody()
    try {
      const heard = await watch(folder, { watcher: 'native' })
      expect(heard.texts()).toEqual({ 'free.ts': '// text' })
      expect(heard.problems()).toEqual({
        'locked.ts': [
          expect.objectContaining({
            code: 'unreadable',
            message: expect.stringContaining('EACCES'),
          }),
        ],
      })
      becomeMyself()
      chmodSync(folder.path('locked.ts'), 0o644)
      await heard.until('it is read', () => heard.texts()['locked.ts'] === '// text')
    } finally {
      becomeMyself()
    }
  },
)

/** Root may read everything. */
function becomeNobody(): () => void {
  const user = process.geteuid?.()
  if (user !== 0) return () => {}
  process.seteuid?.(65_534)
  return () => process.seteuid?.(0)
}
