// What every backup must do. Each environment runs this suite over its own.

import { type Backup, type BackupEntry, textHash } from 'tickswap/hotreload/adapters'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hostileEntries, oddTimes } from '../../safety/corpus/hostile-entries.ts'

/** One place that backups may be opened on, one after the other. */
export interface BackupPlace {
  open(): Backup
  /** Puts a value where the entry of a script is kept, past the backup. */
  plant(id: string, value: unknown): Promise<void>
  /** Removes all that is stored. */
  clear(): Promise<void>
}

export function entryOf(id: string, text: string, savedAt = 1_000): BackupEntry {
  return { id, file: `${id}.ts`, text, hash: textHash(text), savedAt }
}

/** Describes the contract of `Backup` for one implementation. */
export function describeBackup(name: string, createPlace: () => BackupPlace): void {
  describe(`the ${name} backup`, () => {
    let place: BackupPlace
    let backup: Backup

    beforeEach(() => {
      place = createPlace()
      backup = place.open()
    })

    afterEach(async () => {
      await backup.close()
      await place.clear()
    })

    async function stored(): Promise<readonly BackupEntry[]> {
      const all = await backup.load()
      expect(all.filter(({ ok }) => !ok)).toEqual([])
      return all
        .flatMap((one) => (one.ok ? [one.entry] : []))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
    }

    test('is empty at first', async () => {
      expect(await stored()).toEqual([])
    })

    test('returns what it was given', async () => {
      const text = 'const ü = "😀"\r\n\u2028\0\tlet tail'
      await backup.save(entryOf('npc/wander', text, 1_234.5))
      await backup.save(entryOf('wander', ''))
      expect(await stored()).toEqual([entryOf('npc/wander', text, 1_234.5), entryOf('wander', '')])
    })

    test('still has it when it is opened again', async () => {
      await backup.save(entryOf('wander', 'one'))
      await backup.close()
      backup = place.open()
      expect(await stored()).toEqual([entryOf('wander', 'one')])
    })

    test('keeps the last one of a script', async () => {
      await Promise.all(['one', 'two', 'three'].map((text) => backup.save(entryOf('wander', text))))
      expect(await stored()).toEqual([entryOf('wander', 'three')])
    })

    test('forgets a script that is removed, and only that one', async () => {
      await backup.save(entryOf('one', '1'))
      await backup.save(entryOf('two', '2'))
      await backup.remove('one')
      await backup.remove('unknown')
      expect(await stored()).toEqual([entryOf('two', '2')])
    })

    test('tells ids apart that look alike', async () => {
      const ids = [
        'a/b',
        'a-b',
        'A/b',
        'a.b',
        'a/b/index',
        'conn',
        `${'long/'.repeat(47)}id`,
        '狼/狐',
      ]
      for (const id of ids) await backup.save(entryOf(id, id))
      expect((await stored()).map(({ id }) => id)).toEqual([...ids].sort())
    })

    test('keeps the proof that comes with a text', async () => {
      const entry = { ...entryOf('wander', 'one'), proof: 'a proof\n' }
      await backup.save(entry)
      expect(await stored()).toEqual([entry])
    })

    test('keeps which release was accepted last, apart from the scripts', async () => {
      const { releases } = backup
      expect(await releases?.load()).toBeUndefined()
      await releases?.save('one\n')
      await releases?.save('two\n')
      await backup.close()
      backup = place.open()
      expect(await backup.releases?.load()).toBe('two\n')
      expect(await stored()).toEqual([])
    })

    test.each(hostileEntries)(
      'reports an entry of which %s, and takes the next',
      async (_, value) => {
        await backup.save(entryOf('good', 'good'))
        await backup.close()
        await place.plant('bad', value)
        backup = place.open()
        const all = await backup.load()
        expect(all.filter(({ ok }) => ok)).toEqual([{ ok: true, entry: entryOf('good', 'good') }])
        for (const one of all) if (!one.ok) expect(one.problem.length).toBeLessThan(3_000)
        await backup.save(entryOf('next', 'next'))
        expect((await backup.load()).filter(({ ok }) => ok).length).toBe(2)
      },
    )

    test.each(oddTimes)('returns an entry that was saved at %d', async (savedAt) => {
      await backup.save(entryOf('odd', 'odd', savedAt))
      expect(await stored()).toEqual([entryOf('odd', 'odd', savedAt)])
    })

    test('tells an entry that is damaged apart from the others', async () => {
      await backup.save(entryOf('good', 'good'))
      await backup.save({ ...entryOf('bad', 'once'), text: 'damaged' })
      const all = await backup.load()
      expect(all.filter(({ ok }) => ok)).toEqual([{ ok: true, entry: entryOf('good', 'good') }])
      expect(all.filter(({ ok }) => !ok)).toEqual([
        { ok: false, problem: expect.stringContaining('The backup of "bad"') },
      ])
    })
  })
}
