// The folder backup keeps the contract, and stays in its folder.

import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
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
  return {
    open: () => folderBackup(folder),
    async plant(id, value) {
      await folderBackup(folder).save(entryOf(id, ''))
      const name = (await readdir(folder)).find((name) => name.startsWith(`${id}.`)) ?? ''
      writeFileSync(join(folder, name), JSON.stringify(value))
    },
    clear: () => rm(parent, { recursive: true }),
  }
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

  test('a save that fails leaves nothing', async () => {
    const backup = folderBackup(folder)
    await backup.save(entryOf('one', '1'))
    const [name = ''] = await readdir(folder)
    await rm(join(folder, name))
    mkdirSync(join(folder, name, 'in-its-place'), { recursive: true })
    await expect(backup.save(entryOf('one', '2'))).rejects.toThrow(/EISDIR|ENOTEMPTY|EPERM/)
    expect(await readdir(folder)).toEqual([name])
    await backup.save(entryOf('two', '2'))
    expect(await readdir(folder)).toHaveLength(2)
  })

  test('what crashed processes left is removed, and what is being written stays', async () => {
    const backup = folderBackup(folder)
    await backup.save(entryOf('one', '1'))
    const [name = ''] = await readdir(folder)
    const fresh = `${name}.${process.pid}-0123abcd.tmp`
    const old = `${name}.${process.pid}-4567cdef.tmp`
    const ended = `${name}.${endedProcess()}.tmp`
    for (const file of [fresh, old, ended, 'mine.tmp']) writeFileSync(join(folder, file), '{')
    utimesSync(join(folder, old), 1_000, 1_000)
    expect(await backup.load()).toHaveLength(1)
    expect(await readdir(folder)).toEqual([fresh, 'mine.tmp', name].sort())
  })

  test('many entries are read with few files open', async () => {
    mkdirSync(folder)
    const backup = folderBackup(folder)
    const count = 3_000
    for (let number = 0; number < count; number++) await backup.save(entryOf(`s${number}`, 'x'))
    let most = 0
    const timer = setInterval(async () => {
      most = Math.max(most, (await readdir('/proc/self/fd').catch(() => [])).length)
    })
    const before = (await readdir('/proc/self/fd').catch(() => [])).length
    expect(await backup.load()).toHaveLength(count)
    clearInterval(timer)
    expect(most).toBeLessThan(before + 64)
  })

  test('one that cannot be read, is a pipe or is too large keeps no other from being read', async () => {
    const backup = folderBackup(folder)
    for (const id of ['closed', 'pipe', 'large', 'one']) await backup.save(entryOf(id, '1'))
    const names = await readdir(folder)
    const pathOf = (id: string) => join(folder, names.find((name) => name.startsWith(id)) ?? '')
    chmodSync(pathOf('closed'), 0)
    await rm(pathOf('pipe'))
    execFileSync('mkfifo', [pathOf('pipe')])
    writeFileSync(pathOf('large'), `"${'x'.repeat(13_000_000)}"`)
    const all = await backup.load()
    expect(all).toContainEqual({ ok: true, entry: entryOf('one', '1') })
    expect(all).toContainEqual({ ok: false, problem: expect.stringContaining('large') })
    expect(all).not.toContainEqual({ ok: true, entry: entryOf('pipe', '1') })
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

/** The number of a process that has ended. */
function endedProcess(): string {
  return execFileSync(process.execPath, ['--print', 'process.pid']).toString().trim()
}
