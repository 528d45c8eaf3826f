// A folder that is watched, signed and attacked while a game that requires signatures runs.

import { copyFileSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { signScripts, type WatchSourceOptions, watchSource } from 'tickswap/hotreload/node'
import { describe, expect, it } from 'vitest'
import { type Game, startGame, steerText, wanderText } from '../game/start-game.ts'
import { createFolder, type FolderStage } from '../watch/folder-stage.ts'
import { nodeKey } from './node-key.ts'

const ID = 'npc/wander'
const FILE = `${ID}.ts`
const MANIFEST = 'tickswap.manifest'
const edited = wanderText.replace('+ 1', '+ 2')
const again = wanderText.replace('+ 1', '+ 3')
const key = nodeKey(1)

interface Stage {
  readonly folder: FolderStage
  readonly game: Game
  sign(): Promise<unknown>
}

/** A signed folder, and a game that watches it. */
async function signedStage(watching: WatchSourceOptions = {}): Promise<Stage> {
  const folder = createFolder()
  folder.write(FILE, wanderText)
  folder.write('npc/steer.ts', steerText)
  const sign = () => signScripts(folder.root, key.pem)
  await sign()
  const source = watchSource(folder.root, { sweep: { stamps: 300 }, ...watching })
  const game = startGame({ source, signatures: { keys: [key.public] } })
  await expect.poll(() => game.hotReload.release?.release).toBe(1)
  return { folder, game, sign }
}

async function runs(game: Game, text: string): Promise<void> {
  await expect.poll(() => game.hotReload.inspect(ID).text).toBe(text)
}

async function isRejected(game: Game, code: string): Promise<void> {
  await expect.poll(() => game.diagnostics().map((one) => one.code)).toEqual([code])
}

describe.each(['native', 'polling'] as const)('a signed folder, watched by %s', (watcher) => {
  const options: WatchSourceOptions = { watcher, pollingInterval: 100 }

  it('brings an edit live when it is signed, and not before', async () => {
    const { folder, game, sign } = await signedStage(options)
    folder.write(FILE, edited)
    await isRejected(game, 'altered')
    await sign()
    await runs(game, edited)
    expect(game.diagnostics()).toEqual([])
    expect(game.hotReload.release?.release).toBe(2)
  })

  it('removes a script when that is signed, and not before', async () => {
    const { folder, game, sign } = await signedStage(options)
    folder.remove(FILE)
    await isRejected(game, 'unsigned')
    await sign()
    await expect.poll(() => game.told).toContain(`removed ${ID}`)
  })
})

describe('a signed folder', () => {
  it('that is put back to an older release, with its manifest, changes nothing', async () => {
    const { folder, game, sign } = await signedStage()
    copyFileSync(folder.path(MANIFEST), join(folder.parent, 'old'))
    folder.write(FILE, edited)
    await sign()
    await runs(game, edited)
    folder.write(FILE, wanderText)
    copyFileSync(join(folder.parent, 'old'), folder.path(MANIFEST))
    await isRejected(game, 'older-release')
    await runs(game, edited)
  })

  it('that somebody else signs changes nothing', async () => {
    const { folder, game } = await signedStage()
    rmSync(folder.path(MANIFEST))
    folder.write(FILE, edited)
    await signScripts(folder.root, nodeKey(9).pem, { release: 5 })
    await isRejected(game, 'unknown-key')
    await runs(game, wanderText)
  })

  it('takes a manifest that is written half, and then whole', async () => {
    const { folder, game } = await signedStage()
    const elsewhere = createFolder()
    elsewhere.write(FILE, edited)
    elsewhere.write('npc/steer.ts', steerText)
    await signScripts(elsewhere.root, key.pem, { release: 2 })
    const whole = readFileSync(elsewhere.path(MANIFEST), 'utf8')
    folder.write(FILE, edited)
    folder.write(MANIFEST, whole.slice(0, -20))
    await isRejected(game, 'bad-signature')
    folder.write(MANIFEST, whole)
    await runs(game, edited)
    expect(game.diagnostics()).toEqual([])
  })

  it('does not follow a manifest that leads out of it', async () => {
    const { folder, game } = await signedStage()
    folder.write(FILE, edited)
    await signScripts(folder.root, key.pem)
    await runs(game, edited)
    const outside = join(folder.parent, 'outside')
    renameSync(folder.path(MANIFEST), outside)
    symlinkSync(outside, folder.path(MANIFEST))
    await expect
      .poll(() => game.warned.map(({ message }) => message).join())
      .toContain('leads out of the scripts')
    await runs(game, edited)
  })

  it('goes on with the release before when its manifest is deleted or damaged', async () => {
    const { folder, game, sign } = await signedStage()
    const manifest = readFileSync(folder.path(MANIFEST))
    folder.remove(MANIFEST)
    folder.write(FILE, edited)
    await isRejected(game, 'altered')
    writeFileSync(folder.path(MANIFEST), 'nonsense')
    await isRejected(game, 'bad-manifest')
    writeFileSync(folder.path(MANIFEST), manifest)
    await isRejected(game, 'altered')
    await sign()
    await runs(game, edited)
    folder.write(FILE, again)
    await sign()
    await runs(game, again)
  })

  it('is a plain folder for a game that requires no signatures', async () => {
    const folder = createFolder()
    folder.write(FILE, wanderText)
    folder.write(MANIFEST, 'nonsense')
    const source = watchSource(folder.root, { sweep: { stamps: 50 } })
    const game = startGame({ source })
    folder.write(FILE, edited)
    await runs(game, edited)
    await expect.poll(() => source.status.sweeps).toBeGreaterThan(3)
    expect(game.warned).toEqual([])
    expect(source.status).toMatchObject({ files: 1 })
  })
})
