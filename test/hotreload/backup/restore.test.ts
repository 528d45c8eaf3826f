// Backups of good sources: what is saved and when, and how a script whose text is broken or missing
// starts from one.

import { memoryBackup } from 'tickswap/hotreload'
import { type Backup, textHash } from 'tickswap/hotreload/adapters'
import { describe, expect, test } from 'vitest'
import { oddTimes } from '../../safety/corpus/hostile-entries.ts'
import { Position } from '../game/components.ts'
import {
  type Game,
  type GameOptions,
  startGame,
  steerText,
  wanderText,
} from '../game/start-game.ts'
import { entryOf } from './backup-conformance.ts'

const id = 'npc/wander'
const SAVED_AT = Date.UTC(2030, 0, 1)
const times = (factor: number) => wanderText.replace('delta)', `delta * ${factor})`)

let game: Game

function start(options: GameOptions): void {
  game = startGame(options)
}

async function backupWith(texts: Readonly<Record<string, string>>): Promise<Backup> {
  const backup = memoryBackup()
  for (const [script, text] of Object.entries(texts))
    await backup.save(entryOf(script, text, SAVED_AT))
  return backup
}

async function stored(backup: Backup): Promise<Record<string, string>> {
  const found = await backup.load()
  return Object.fromEntries(
    found.flatMap((one) => (one.ok ? [[one.entry.id, one.entry.text]] : [])),
  )
}

/** Resolves at the first warning. */
function warning(): Promise<unknown> {
  return new Promise((resolve) => game.hotReload.on('warned', resolve))
}

function pace(): number {
  const before = Position.x[game.wanderer] ?? 0
  game.behaviours.step(1)
  return (Position.x[game.wanderer] ?? 0) - before
}

describe('a backup is saved', () => {
  test('when a version is committed, and not before, with the helpers that it imports', async () => {
    const backup = memoryBackup()
    start({ backup, now: () => SAVED_AT })
    await game.edit({ [id]: times(2) })
    game.play(10)
    await game.hotReload.settled()
    expect(await stored(backup)).toEqual({})
    game.play()
    await game.hotReload.settled()
    expect(await stored(backup)).toEqual({ [id]: times(2), 'npc/steer': steerText })
    expect(await backup.load()).toContainEqual({
      ok: true,
      entry: { id, file: `${id}.ts`, text: times(2), hash: textHash(times(2)), savedAt: SAVED_AT },
    })
  })

  test('never within the frame', async () => {
    const saved: string[] = []
    const backup = memoryBackup()
    start({ backup: { ...backup, save: async ({ id }) => void saved.push(id) } })
    await game.edit({ [id]: times(2) })
    game.play()
    await Promise.resolve()
    expect(saved).toEqual([])
    await game.hotReload.settled()
    expect(saved).toEqual([id, 'npc/steer'])
  })

  test('once for several versions that are committed in a row', async () => {
    const saved: string[] = []
    const backup = memoryBackup()
    start({ backup: { ...backup, save: async ({ text }) => void saved.push(text) } })
    await game.edit({ [id]: times(2) })
    game.play()
    game.hotReload.rollback(id)
    game.play(1)
    await game.hotReload.settled()
    expect(saved).toEqual([wanderText, steerText])
  })

  test('of the version that was rolled back to', async () => {
    const backup = memoryBackup()
    start({ backup })
    await game.edit({ [id]: times(2) })
    game.play()
    await game.hotReload.settled()
    game.hotReload.rollback(id)
    await game.hotReload.settled()
    expect(await stored(backup)).toMatchObject({ [id]: wanderText })
  })

  test('never of a version that was withdrawn', async () => {
    const backup = memoryBackup()
    start({ backup })
    await game.edit({ [id]: wanderText.replace('for (', 'throw 1; for (') })
    game.play()
    await game.hotReload.settled()
    expect(await stored(backup)).toEqual({})
  })

  test('by the close, if it still waits', async () => {
    const backup = memoryBackup()
    start({ backup })
    await game.edit({ [id]: times(2) })
    game.play()
    await game.hotReload.close()
    expect(await stored(backup)).toMatchObject({ [id]: times(2) })
  })

  test('or fails with one warning, and the game goes on', async () => {
    const save = () => Promise.reject(new Error('the disk is full'))
    start({ backup: { ...memoryBackup(), save } })
    await game.edit({ [id]: times(2) })
    game.play()
    await game.hotReload.settled()
    expect(game.warned).toMatchObject([
      {
        code: 'unsaved-backup',
        ids: [id, 'npc/steer'],
        message: expect.stringContaining('the disk is full'),
      },
    ])
    expect(pace()).toBe(2)
  })

  test('or fails edit after edit, with one warning until it works again', async () => {
    const backup = memoryBackup()
    let isFull = true
    const save: Backup['save'] = (entry) =>
      isFull
        ? Promise.reject(Object.assign(new Error(entry.id), { code: 'ENOSPC' }))
        : backup.save(entry)
    start({ backup: { ...backup, save } })
    const commit = async (factor: number) => {
      await game.edit({ [id]: times(factor) })
      game.play()
      await game.hotReload.settled()
    }
    for (const factor of [2, 3, 4]) await commit(factor)
    expect(game.warned).toMatchObject([{ code: 'unsaved-backup' }])
    isFull = false
    await commit(5)
    expect(await stored(backup)).toMatchObject({ [id]: times(5) })
    isFull = true
    await commit(6)
    expect(game.warned).toMatchObject([{ code: 'unsaved-backup' }, { code: 'unsaved-backup' }])
    expect(pace()).toBe(6)
  })
})

describe('a script that the game waits for', () => {
  const broken = 'let x = ;'

  test.each([
    ['does not compile', broken, 'compile'],
    ['does not link', `import './nowhere'\n${wanderText}`, 'link'],
    ['does not evaluate', `${wanderText}\nthrow new Error('top')`, 'evaluate'],
  ])('runs from its backup if its first text %s', async (_, text, stage) => {
    start({ isWaiting: true, backup: await backupWith({ [id]: times(3), 'npc/steer': steerText }) })
    await game.edit({ [id]: text, 'npc/steer': steerText })
    expect(pace()).toBe(3)
    expect(game.warned).toMatchObject([{ code: 'restored-backup' }])
    expect(game.hotReload.diagnostics(id)).toMatchObject([
      { severity: 'error', stage },
      {
        severity: 'warning',
        code: 'restored-backup',
        message: `Script "${id}" runs from its backup of 2030-01-01T00:00:00.000Z, since its text is broken or missing.`,
      },
    ])
  })

  test('runs from its backup if it has no text at all', async () => {
    start({ isWaiting: true, backup: await backupWith({ [id]: times(3), 'npc/steer': steerText }) })
    await warning()
    expect(game.warned).toMatchObject([{ code: 'restored-backup', ids: [id, 'npc/steer'] }])
    expect(pace()).toBe(3)
    expect(game.hotReload.history(id)).toMatchObject([{ text: times(3), outcome: 'rolling' }])
  })

  test.each(oddTimes)(
    'runs from its backup of the time %d, and takes the next edit',
    async (time) => {
      const backup = memoryBackup()
      await backup.save(entryOf('npc/steer', steerText, time))
      await backup.save(entryOf(id, times(3), time))
      start({ isWaiting: true, backup })
      await game.edit({ [id]: broken })
      expect(pace()).toBe(3)
      expect(game.warned).toMatchObject([
        {
          message: expect.stringMatching(
            /its backup of (\d{4}-\d\d-\d\dT[\d:.]+Z|an unknown time), since/,
          ),
        },
      ])
      await game.edit({ [id]: times(4) })
      expect(pace()).toBe(4)
    },
  )

  test('leaves its backup as soon as a text works', async () => {
    start({ isWaiting: true, backup: await backupWith({ [id]: times(3), 'npc/steer': steerText }) })
    await game.edit({ [id]: broken, 'npc/steer': steerText })
    await game.edit({ [id]: times(4) })
    expect(pace()).toBe(4)
    expect(game.diagnostics()).toEqual([])
  })

  test('stays on its backup while its texts go on to be broken', async () => {
    start({ isWaiting: true, backup: await backupWith({ [id]: times(3), 'npc/steer': steerText }) })
    await game.edit({ [id]: broken })
    await game.edit({ [id]: `${broken}\n` })
    expect(game.warned.length).toBe(1)
    expect(game.diagnostics().map(({ code }) => code)).toEqual([
      'syntax',
      'restored-backup',
      'restored-backup',
    ])
  })

  test('waits on if its backup is damaged', async () => {
    const backup = await backupWith({ 'npc/steer': steerText })
    await backup.save({ ...entryOf(id, times(3)), text: times(9) })
    start({ isWaiting: true, backup })
    await game.edit({ [id]: broken })
    expect(pace()).toBe(0)
    expect(game.warned).toMatchObject([{ code: 'damaged-backup' }])
    await game.edit({ [id]: times(2), 'npc/steer': steerText })
    expect(pace()).toBe(2)
  })

  test('waits on if the backup cannot be read', async () => {
    const load = () => Promise.reject(new Error('no such device'))
    start({ isWaiting: true, backup: { ...memoryBackup(), load } })
    await game.edit({ [id]: broken })
    expect(pace()).toBe(0)
    expect(game.warned).toMatchObject([
      { code: 'unreadable-backup', message: expect.stringContaining('no such device') },
    ])
  })

  test('waits on if its backup does not run either', async () => {
    start({ isWaiting: true, backup: await backupWith({ [id]: times(3) }) })
    await game.edit({ [id]: broken })
    expect(pace()).toBe(0)
    expect(game.warned).toMatchObject([
      { code: 'unusable-backup', ids: [id], message: expect.stringContaining('"./steer.ts"') },
    ])
  })
})

test('a script that is not registered runs from its backup if its first text is broken', async () => {
  const probe = (value: number) => `import { defineSystem } from 'tickswap'
import { Position } from '../components'
export default defineSystem({ update() { Position.x[0] = ${value} } })`
  start({ backup: await backupWith({ probe: probe(5), unwanted: probe(6) }) })
  await game.edit({ probe: 'let x = ;' })
  game.play(1)
  expect(Position.x[0]).toBe(5)
  expect(game.behaviours.has('unwanted')).toBe(false)
})

test('a script that runs does not return to its backup when an edit breaks it', async () => {
  start({ backup: await backupWith({ [id]: times(3) }) })
  await game.edit({ [id]: 'let x = ;' })
  expect(pace()).toBe(1)
  expect(game.warned).toEqual([])
})
