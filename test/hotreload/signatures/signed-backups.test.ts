// A restart of a game that requires signatures: backups carry their proof, and no older release comes
// back.

import { memoryBackup } from 'tickswap/hotreload'
import type { Backup, BackupEntry } from 'tickswap/hotreload/adapters'
import { describe, expect, it } from 'vitest'
import { entryOf } from '../backup/backup-conformance.ts'
import {
  type Game,
  type GameOptions,
  startGame,
  steerText,
  wanderText,
} from '../game/start-game.ts'
import { manifestOf, signer, testSigner } from './test-signer.ts'

const ID = 'npc/wander'
const first = `${wanderText}\n// first`
const second = `${wanderText}\n// second`
const broken = `${wanderText}\n}`
const helper = { 'npc/steer': steerText }

function signedGame(options: GameOptions = {}): Game {
  return startGame({ signatures: { keys: [signer.key] }, ...options })
}

function changesOf(texts: Readonly<Record<string, string>>) {
  return Object.entries(texts).map(([id, text]) => ({ id, file: `${id}.ts`, text }))
}

/** A backup that a game left in which these texts proved themselves. */
async function backupOf(texts: Readonly<Record<string, string>>, release = 1): Promise<Backup> {
  const backup = memoryBackup()
  const game = signedGame({ backup, isWaiting: true })
  await game.change(changesOf(texts), await manifestOf(texts, { release }))
  game.play()
  await game.hotReload.settled()
  await game.hotReload.close()
  return backup
}

async function entries(backup: Backup): Promise<readonly BackupEntry[]> {
  return (await backup.load()).flatMap((stored) => (stored.ok ? [stored.entry] : []))
}

function running(game: Game): string | undefined {
  return game.hotReload.inspect(ID).text
}

describe('a backup', () => {
  it('carries what proves that it was signed, and runs where its key is trusted', async () => {
    const backup = await backupOf({ [ID]: first, ...helper })
    expect((await entries(backup)).map(({ proof }) => proof)).toEqual([
      expect.stringContaining('tickswap manifest'),
      expect.stringContaining('tickswap manifest'),
    ])
    const game = signedGame({ backup, isWaiting: true })
    await expect.poll(() => running(game)).toBe(first)
    expect(game.warned.map(({ code }) => code)).toEqual(['restored-backup'])
  })

  it('runs where the newest text is signed and broken', async () => {
    const backup = await backupOf({ [ID]: first, ...helper })
    const game = signedGame({ backup, isWaiting: true })
    const manifest = await manifestOf({ [ID]: broken, ...helper }, { release: 2 })
    await game.change(changesOf({ [ID]: broken }), manifest)
    await expect.poll(() => running(game)).toBe(first)
  })

  it('does not run if its key was withdrawn meanwhile, or is not known', async () => {
    const backup = await backupOf({ [ID]: first, ...helper })
    const next = testSigner(9)
    for (const keys of [{ keys: [next.key] }, { keys: [signer.key], withdrawn: [signer.key] }]) {
      const game = signedGame({ backup, isWaiting: true, signatures: keys })
      await expect.poll(() => game.warned.map(({ code }) => code)).toEqual(['unsigned-backup'])
      expect(running(game)).toBeUndefined()
    }
  })

  it('runs without its proof if the accepted manifest lists it', async () => {
    const backup = memoryBackup()
    await backup.save(entryOf(ID, first))
    await backup.save(entryOf('npc/steer', steerText))
    const game = signedGame({ backup, isWaiting: true })
    await game.change([], await manifestOf({ [ID]: first, ...helper }))
    await expect.poll(() => running(game)).toBe(first)
  })

  it('does not run with the proof of another text, of another script, or none', async () => {
    const [proven] = await entries(await backupOf({ [ID]: first, ...helper }))
    const [moved] = await entries(await backupOf({ 'npc/other': first, [ID]: second, ...helper }))
    expect(proven?.id).toBe(ID)
    const forgeries: BackupEntry[] = [
      entryOf(ID, second),
      { ...entryOf(ID, second), proof: proven?.proof ?? '' },
      { ...entryOf(ID, first), proof: moved?.proof ?? '' },
      { ...entryOf(ID, first), proof: (proven?.proof ?? '').replace(/ [0-9a-f]{64}\n$/, '\n') },
      { ...entryOf(ID, first), proof: '' },
    ]
    for (const forgery of forgeries) {
      const backup = memoryBackup()
      await backup.save(forgery)
      const game = signedGame({ backup, isWaiting: true })
      await expect.poll(() => game.warned.map(({ code }) => code)).toEqual(['unsigned-backup'])
      expect(running(game)).toBeUndefined()
    }
  })

  it('is not overwritten by a text that could not be proven', async () => {
    const backup = await backupOf({ [ID]: first, ...helper })
    const game = signedGame({ backup })
    await game.hotReload.reload(ID)
    game.play()
    await game.hotReload.settled()
    expect((await entries(backup)).find(({ id }) => id === ID)?.text).toBe(first)
  })
})

describe('the newest release', () => {
  it('survives a restart, with a backup', async () => {
    const backup = await backupOf({ [ID]: second, ...helper }, 5)
    const game = signedGame({ backup })
    await game.change(changesOf({ [ID]: first }), await manifestOf({ [ID]: first }, { release: 4 }))
    expect(game.diagnostics().map(({ code }) => code)).toEqual(['older-release'])
    const same = await manifestOf({ [ID]: second, ...helper }, { release: 5 })
    await game.change(changesOf({ [ID]: second }), same)
    expect(running(game)).toBe(second)
    expect(game.diagnostics()).toEqual([])
  })

  it('counts also if nothing of it ever ran', async () => {
    const backup = memoryBackup()
    const before = signedGame({ backup })
    await before.change([], await manifestOf({ [ID]: second }, { release: 7 }))
    await before.hotReload.close()
    const game = signedGame({ backup })
    await game.change(changesOf({ [ID]: first }), await manifestOf({ [ID]: first }, { release: 6 }))
    expect(game.diagnostics().map(({ code }) => code)).toEqual(['older-release'])
  })

  it('of a key that is not trusted any more does not shut out the others', async () => {
    const stolen = testSigner(9)
    const backup = memoryBackup()
    const before = signedGame({ backup, signatures: { keys: [signer.key, stolen.key] } })
    const release = Number.MAX_SAFE_INTEGER
    await before.change([], await manifestOf({ [ID]: second }, { release, by: stolen }))
    expect(before.hotReload.release?.release).toBe(release)
    await before.hotReload.close()
    const game = signedGame({ backup })
    await game.change(changesOf({ [ID]: first }), await manifestOf({ [ID]: first }, { release: 2 }))
    expect(running(game)).toBe(first)
  })

  it('is not known again without a backup', async () => {
    const game = signedGame()
    await game.change(changesOf({ [ID]: first }), await manifestOf({ [ID]: first }, { release: 1 }))
    expect(running(game)).toBe(first)
  })

  it('that cannot be saved or read is reported, and the game goes on', async () => {
    const fail = () => Promise.reject(new Error('disk full'))
    const backup = { ...memoryBackup(), releases: { load: fail, save: fail } }
    const game = signedGame({ backup })
    await game.change(changesOf({ [ID]: first }), await manifestOf({ [ID]: first }))
    expect(running(game)).toBe(first)
    expect(game.warned.map(({ code }) => code)).toEqual(['unreadable-backup', 'unsaved-backup'])
  })
})
