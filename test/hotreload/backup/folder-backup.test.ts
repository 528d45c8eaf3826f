// The folder backup keeps the contract, and stays in its folder.

import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderBackup } from 'tickswap/hotreload/node'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { describeBackup, entryOf } from './backup-conformance.ts'

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tickswap-backup-'))
}

describeBackup('folder', () => {
  const parent = temporaryFolder()
  const folder = join(parent, 'made', 'when', 'needed')
  return { open: () => folderBackup(folder), clear: () => rm(parent, { recursive: true }) }
})

describe('in its folder', () => {
  let parent: string
  let folder: string

  beforeEach(() => {
    parent = temporaryFolder()
    folder = join(parent, 'backup')
  })

  afterEach(() => rm(parent, { recursive: true }))

  test.each(['../evil', '/evil', '..\\evil', '.', '', 'a\0b'])(
    'an id such as %j stays inside',
    async (id) => {
      await folderBackup(folder).save(entryOf(id, 'text'))
      expect(await readdir(parent)).toEqual(['backup'])
      expect((await readdir(folder)).length).toBe(1)
    },
  )

  test('nothing but the entry is left after a save', async () => {
    const backup = folderBackup(folder)
    await backup.save(entryOf('npc/wander', 'one'))
    await backup.save(entryOf('npc/wander', 'two'))
    expect(await readdir(folder)).toEqual([
      expect.stringMatching(/^npc-wander\.[0-9a-f]{16}\.backup\.json$/),
    ])
  })

  test('a file that was cut off is reported, and harms no other', async () => {
    const backup = folderBackup(folder)
    await backup.save(entryOf('one', '1'))
    const [name = ''] = await readdir(folder)
    writeFileSync(join(folder, name), readFileSync(join(folder, name)).subarray(0, 20))
    await backup.save(entryOf('two', '2'))
    expect(await backup.load()).toEqual([
      { ok: false, problem: `The backup at ${name} is not readable.` },
      { ok: true, entry: entryOf('two', '2') },
    ])
  })

  test('a file under the name of another script is not taken', async () => {
    const backup = folderBackup(folder)
    await backup.save(entryOf('one', '1'))
    const [name = ''] = await readdir(folder)
    writeFileSync(join(folder, name), JSON.stringify(entryOf('other', 'x')))
    expect(await backup.load()).toMatchObject([{ ok: false }])
  })

  test('other files, half-written ones and links to the outside are left alone', async () => {
    const backup = folderBackup(folder)
    await backup.save(entryOf('one', '1'))
    const [name = ''] = await readdir(folder)
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    writeFileSync(join(folder, `${name}.99.tmp`), '{')
    writeFileSync(join(parent, 'outside'), JSON.stringify(entryOf('two', '2')))
    symlinkSync(join(parent, 'outside'), join(folder, 'link.0123456789abcdef.backup.json'))
    expect(await backup.load()).toEqual([{ ok: true, entry: entryOf('one', '1') }])
  })

  test('a folder that cannot be one makes load and save reject', async () => {
    writeFileSync(folder, 'a file')
    await expect(folderBackup(folder).load()).rejects.toThrow(/ENOTDIR/)
    await expect(folderBackup(folder).save(entryOf('one', '1'))).rejects.toThrow(/EEXIST|ENOTDIR/)
  })
})
