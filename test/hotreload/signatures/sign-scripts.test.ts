// signScripts: what is signed, what is refused, and how releases count.

import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { signScripts, verifyScripts } from 'tickswap/hotreload/node'
import { readSeal } from 'tickswap/hotreload/signatures'
import { describe, expect, it } from 'vitest'
import { createFolder, type FolderStage } from '../watch/folder-stage.ts'
import { nodeKey } from './node-key.ts'

const MANIFEST = 'tickswap.manifest'
const key = nodeKey(1)
const next = nodeKey(2)

function village(): FolderStage {
  const folder = createFolder()
  folder.write('wander.ts', '// wander')
  folder.write('npc/bär.ts', '// 狼')
  folder.write('npc/plan.md', 'no script')
  folder.write('types.d.ts', '// no script')
  return folder
}

function headOf(folder: FolderStage) {
  const read = readSeal(readFileSync(folder.path(MANIFEST), 'utf8'))
  if (!read.ok) throw new Error(read.errors[0]?.sentence)
  return read.value[0].head
}

async function problemsOf(folder: FolderStage, keys = [key.public]): Promise<readonly string[]> {
  const { problems } = await verifyScripts(folder.root, { keys })
  return problems.map(({ code }) => code)
}

describe('signing', () => {
  it('lists the scripts of the folder, and no other files', async () => {
    const folder = village()
    const signed = await signScripts(folder.root, key.pem, { now: () => 1_234 })
    expect(signed).toEqual({
      manifest: folder.path(MANIFEST),
      release: 1,
      scripts: 2,
      key: key.public,
    })
    expect(headOf(folder)).toMatchObject({ name: '', release: 1, time: 1_234, scripts: 2 })
    expect(await verifyScripts(folder.root, { keys: [key.public] })).toEqual({
      release: 1,
      scripts: 2,
      problems: [],
    })
    expect(readdirSync(folder.root).sort()).toEqual(['npc', MANIFEST, 'types.d.ts', 'wander.ts'])
  })

  it('counts one release on, and never goes back in time', async () => {
    const folder = village()
    await signScripts(folder.root, key.pem, { now: () => 2_000 })
    await signScripts(folder.root, key.pem, { now: () => 1_000 })
    expect(headOf(folder)).toMatchObject({ release: 2, time: 2_000 })
    await signScripts(folder.root, key.pem, { release: 10 })
    await signScripts(folder.root, key.pem, { release: 3 })
    expect(headOf(folder).release).toBe(11)
  })

  it('goes on counting with another key, if it is told which one was before', async () => {
    const folder = village()
    await signScripts(folder.root, key.pem)
    await expect(signScripts(folder.root, next.pem)).rejects.toThrow(/--former-key/)
    await signScripts(folder.root, next.pem, { formerKeys: [key.public] })
    expect(headOf(folder).release).toBe(2)
    expect(await problemsOf(folder)).toEqual(['unknown-key'])
    expect(await problemsOf(folder, [next.public])).toEqual([])
  })

  it('does not count from a manifest that is forged, and leaves it as it is', async () => {
    const folder = village()
    await signScripts(folder.root, key.pem)
    const text = readFileSync(folder.path(MANIFEST), 'utf8')
    const forged = text.replace('"release":1', '"release":9007199254740990')
    folder.write(MANIFEST, forged)
    await expect(signScripts(folder.root, key.pem)).rejects.toThrow(/signature .* is not valid/)
    expect(readFileSync(folder.path(MANIFEST), 'utf8')).toBe(forged)
    expect(readdirSync(folder.root)).not.toContain(`${MANIFEST}.new`)
  })

  it('takes the globs and the limits of the watcher', async () => {
    const folder = village()
    folder.write('drafts/new.ts', '// draft')
    await signScripts(folder.root, key.pem, { exclude: ['drafts/**'] })
    expect(headOf(folder).scripts).toBe(2)
    expect(await problemsOf(folder)).toEqual(['unsigned'])
    await expect(signScripts(folder.root, key.pem, { maxSize: 8 })).rejects.toThrow(/at most 8/)
    await expect(signScripts(folder.root, key.pem, { include: ['../**'] })).rejects.toThrow(/glob/)
  })

  it('takes of several files of one script the one that runs', async () => {
    const folder = village()
    folder.write('wander.js', '// older')
    await signScripts(folder.root, key.pem)
    expect(readFileSync(folder.path(MANIFEST), 'utf8')).toContain('["wander","wander.ts"')
    expect(headOf(folder).scripts).toBe(2)
  })

  it('refuses what could not be run as it is signed', async () => {
    const folder = village()
    writeFileSync(folder.path('latin.ts'), Buffer.from([0x2f, 0x2f, 0xe4]))
    await expect(signScripts(folder.root, key.pem)).rejects.toThrow(/is not UTF-8/)
    folder.remove('latin.ts')
    folder.write('con.ts', '')
    await expect(signScripts(folder.root, key.pem)).rejects.toThrow(/"con\.ts" cannot be signed/)
    folder.remove('con.ts')
    mkdirSync(join(folder.parent, 'outside'))
    writeFileSync(join(folder.parent, 'outside/secret.ts'), '')
    symlinkSync(join(folder.parent, 'outside/secret.ts'), folder.path('secret.ts'))
    await expect(signScripts(folder.root, key.pem)).rejects.toThrow(/leads out of the folder/)
  })

  it('refuses a key that is none, or of another kind', async () => {
    const { root } = village()
    await expect(signScripts(root, 'secret')).rejects.toThrow(/not a private key in PEM/)
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    await expect(signScripts(root, privateKey)).rejects.toThrow(/not a private Ed25519 key/)
    const { publicKey } = generateKeyPairSync('ed25519')
    await expect(signScripts(root, publicKey)).rejects.toThrow(/not a private Ed25519 key/)
    await expect(signScripts(`${root}/nowhere`, key.pem)).rejects.toThrow(/cannot be read/)
  })

  it('is done once at a time', async () => {
    const folder = village()
    const both = [signScripts(folder.root, key.pem), signScripts(folder.root, key.pem)]
    const results = await Promise.allSettled(both)
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(headOf(folder).release).toBe(1)
    await signScripts(folder.root, key.pem)
    expect(headOf(folder).release).toBe(2)
  })
})

describe('verifying', () => {
  it('finds what was altered, added, removed and renamed', async () => {
    const folder = village()
    await signScripts(folder.root, key.pem)
    folder.write('wander.ts', '// wanders')
    expect(await problemsOf(folder)).toEqual(['altered'])
    folder.write('wander.ts', '// wander')
    folder.write('added.ts', '')
    expect(await problemsOf(folder)).toEqual(['unsigned'])
    folder.remove('added.ts')
    folder.remove('npc/bär.ts')
    expect(await problemsOf(folder)).toEqual(['missing'])
    folder.write('npc/bär.js', '// 狼')
    expect(await problemsOf(folder)).toEqual(['altered'])
  })

  it('asks for a manifest, of the right name', async () => {
    const folder = village()
    expect(await problemsOf(folder)).toEqual(['unsigned'])
    await signScripts(folder.root, key.pem, { name: 'village' })
    expect(await problemsOf(folder)).toEqual(['other-name'])
    const settings = { keys: [key.public], name: 'village' }
    expect((await verifyScripts(folder.root, settings)).problems).toEqual([])
  })
})
