// A game that requires signatures: what is listed in a signed manifest goes live, and nothing else.

import { editorSource } from 'tickswap/hotreload'
import type { ScriptChange, ScriptText } from 'tickswap/hotreload/adapters'
import { describe, expect, it } from 'vitest'
import {
  type Game,
  type GameOptions,
  startGame,
  steerText,
  wanderText,
} from '../game/start-game.ts'
import { manifestOf, signer, testSigner } from './test-signer.ts'

const ID = 'npc/wander'
const second = wanderText.replace('+ 1', '+ 10')
const first = `${wanderText}\n// first`
const other = `${steerText}\n// other`

function signedGame(options: GameOptions = {}): Game {
  return startGame({ signatures: { keys: [signer.key] }, ...options })
}

function textOf(id: string, text: string): ScriptText {
  return { id, file: `${id}.ts`, text }
}

function removalOf(id: string): ScriptChange {
  return { id, file: `${id}.ts`, removed: true }
}

/** The codes of all active diagnostics. */
function codes(game: Game): readonly string[] {
  return game.diagnostics().map(({ code }) => code)
}

/** The text that runs. */
function running(game: Game, id = ID): string | undefined {
  return game.hotReload.inspect(id).text
}

describe('a text', () => {
  it('goes live with a manifest that lists it', async () => {
    const game = signedGame()
    await game.change([textOf(ID, first)], await manifestOf({ [ID]: first }))
    expect(running(game)).toBe(first)
    expect(game.rejected).toEqual([])
    expect(game.hotReload.release).toEqual({
      name: '',
      release: 1,
      time: 1_700_000_000_000,
      key: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
  })

  it('waits for its manifest, and nothing is reported within the debounce time', async () => {
    const game = signedGame({ intake: { wait: 0, debounce: 400 } })
    game.report({ [ID]: first })
    await game.change([], await manifestOf({ [ID]: first }))
    expect(running(game)).toBe(first)
    expect(game.rejected).toEqual([])
  })

  it('is rejected without a manifest, and never compiled', async () => {
    const game = signedGame()
    await game.edit({ [ID]: first })
    expect(game.told).toEqual([`rejected ${ID}`])
    expect(game.rejected[0]?.diagnostics).toMatchObject([
      { code: 'unsigned', stage: 'safety', script: ID, severity: 'error' },
    ])
    expect(running(game)).toBe(wanderText)
    await game.change([], await manifestOf({ [ID]: first }))
    expect(running(game)).toBe(first)
    expect(game.diagnostics()).toEqual([])
  })

  it('that the manifest lists otherwise is rejected as altered', async () => {
    const game = signedGame()
    await game.change([textOf(ID, `${first} `)], await manifestOf({ [ID]: first }))
    expect(codes(game)).toEqual(['altered'])
    expect(running(game)).toBe(wanderText)
  })

  it('under another extension is rejected as altered', async () => {
    const game = signedGame()
    const change = { id: ID, file: `${ID}.js`, text: first }
    await game.change([change], await manifestOf({ [ID]: first }))
    expect(codes(game)).toEqual(['altered'])
  })

  it('that a manifest does not list is rejected as unsigned', async () => {
    const game = signedGame()
    const manifest = await manifestOf({ [ID]: first })
    await game.change([textOf('npc/new', first.replace('first', 'new'))], manifest)
    expect(codes(game)).toEqual(['unsigned'])
  })

  it('of another script is rejected as exchanged', async () => {
    const game = signedGame()
    const manifest = await manifestOf({ [ID]: first, 'npc/steer': other })
    await game.change([textOf(ID, other), textOf('npc/steer', first)], manifest)
    expect(codes(game)).toEqual(['exchanged', 'exchanged'])
    expect(running(game)).toBe(wanderText)
  })

  it('of an older release is rejected once a newer one is accepted', async () => {
    const game = signedGame()
    const old = await manifestOf({ [ID]: first })
    await game.change([textOf(ID, first)], old)
    await game.change([textOf(ID, second)], await manifestOf({ [ID]: second }, { release: 2 }))
    expect(running(game)).toBe(second)
    await game.change([textOf(ID, first)])
    expect(codes(game)).toEqual(['older-release'])
    await game.change([textOf(ID, first)], old)
    expect(codes(game)).toEqual(['older-release'])
    expect(running(game)).toBe(second)
    expect(game.hotReload.release?.release).toBe(2)
  })

  it('that an older release listed runs again if a newer one lists it again', async () => {
    const game = signedGame()
    await game.change([textOf(ID, first)], await manifestOf({ [ID]: first }))
    await game.change([textOf(ID, second)], await manifestOf({ [ID]: second }, { release: 2 }))
    await game.change([textOf(ID, first)], await manifestOf({ [ID]: first }, { release: 3 }))
    expect(running(game)).toBe(first)
    expect(game.diagnostics()).toEqual([])
  })

  it('that the game was built with is not accepted in the place of a signed one', async () => {
    const game = signedGame()
    await game.change([textOf(ID, first)], await manifestOf({ [ID]: first }))
    await game.change([textOf(ID, wanderText)])
    expect(codes(game)).toEqual(['altered'])
    expect(running(game)).toBe(first)
  })

  it('that runs needs no signature', async () => {
    const game = signedGame()
    await game.edit({ [ID]: wanderText, 'npc/steer': steerText })
    await game.edit({ [ID]: first })
    await game.edit({ [ID]: wanderText })
    expect(game.told).toEqual([`compiled ${ID}`, `unchanged ${ID}`])
    expect(game.diagnostics()).toEqual([])
  })

  it('with half a character is not taken for the one with its replacement', async () => {
    const game = signedGame()
    const signed = `${first} \ufffd`
    const manifest = await manifestOf({ [ID]: signed })
    await game.change([textOf(ID, signed.replace('\ufffd', '\ud800'))], manifest)
    expect(codes(game)).toEqual(['altered'])
  })

  it('that waits for a manifest is not judged again once a newer one came in', async () => {
    const game = signedGame()
    await game.edit({ [ID]: first })
    const manifest = await manifestOf({ [ID]: second })
    await game.change([textOf(ID, second)], manifest)
    expect(running(game)).toBe(second)
    expect(game.diagnostics()).toEqual([])
  })

  it('does not hold back a signed one that came with it', async () => {
    const game = signedGame()
    const manifest = await manifestOf({ [ID]: first })
    await game.change(
      [textOf(ID, first), textOf('npc/intruder', 'globalThis.intruder = 1')],
      manifest,
    )
    expect(running(game)).toBe(first)
    expect(game.rejected.map(({ ids }) => ids)).toEqual([['npc/intruder']])
  })

  it('brings neither compiled code nor host modules of its own', async () => {
    const game = signedGame()
    const intruder = () => {
      throw new Error('A host module of the source was loaded.')
    }
    const code = 'module.exports = {}; globalThis.intruder = 1'
    const compiled = {
      ok: true,
      diagnostics: [],
      module: { ...textOf(ID, first), hash: '', code, map: '', imports: [], exports: [] },
    } as const
    const change = { ...textOf(ID, first), compiled, hosts: { '../components': intruder } }
    await game.change([change], await manifestOf({ [ID]: first }))
    expect(running(game)).toBe(first)
    expect(game.hotReload.history(ID)[0]?.code).not.toContain('intruder')
    expect(Reflect.get(globalThis, 'intruder')).toBeUndefined()
    expect(game.failed).toEqual([])
  })

  it('that claims to be a removal, too, is judged as a text', async () => {
    const game = signedGame()
    const all = { [ID]: first, 'npc/steer': steerText }
    await game.change([textOf(ID, first)], await manifestOf(all))
    const both = { ...textOf(ID, `${first}\nglobalThis.intruder = 1`), removed: true } as const
    const newer = await manifestOf({ 'npc/steer': steerText }, { release: 2 })
    await game.change([both], newer)
    expect(game.told).toEqual([`rejected ${ID}`])
    expect(codes(game)).toEqual(['unsigned'])
  })

  it('that is none is not taken for the empty one', async () => {
    const game = signedGame()
    const manifest = await manifestOf({ 'npc/empty': '' })
    for (const none of [{}, [], 0, null, new Uint8Array(), { length: 0 }, true]) {
      const change: ScriptChange = { id: 'npc/empty', file: 'npc/empty.ts', text: '' }
      await game.change([Object.assign(change, { text: none })], manifest)
      expect(codes(game)).toEqual(['altered'])
      expect(game.told).toEqual(['rejected npc/empty'])
    }
    await game.change([textOf('npc/empty', '')])
    expect(codes(game)).toEqual([])
  })

  it('that a source changes after it was reported is not run', async () => {
    const game = signedGame()
    const report = { ...textOf(ID, first), text: first }
    const reporting = game.change([report], await manifestOf({ [ID]: first }))
    report.text = second
    await reporting
    await game.change([report])
    expect(running(game)).toBe(wanderText)
    report.text = first
    await game.change([report])
    report.text = second
    await game.change([report])
    expect(running(game)).toBe(first)
    expect(codes(game)).toEqual(['altered'])
  })

  it('that is said twice in one report counts as it was said last', async () => {
    const game = signedGame()
    const manifest = await manifestOf({ [ID]: first })
    await game.change([textOf(ID, first), textOf(ID, second)], manifest)
    expect(codes(game)).toEqual(['altered'])
    await game.change([textOf(ID, second), textOf(ID, first)])
    expect(running(game)).toBe(first)
  })

  it('that was accepted and waits is not completed under a newer release', async () => {
    const game = signedGame()
    const needy = `import { turn } from './turning'\n${first}\nexport const turned = turn`
    const helper = 'export const turn = 1'
    await game.change([textOf(ID, needy)], await manifestOf({ [ID]: needy, 'npc/turning': helper }))
    expect(codes(game)).toEqual(['unresolved-import'])
    const newer = await manifestOf({ [ID]: second, 'npc/turning': helper }, { release: 2 })
    await game.change([textOf('npc/turning', helper)], newer)
    expect(running(game)).toBe(wanderText)
    await game.hotReload.reload()
    expect(running(game)).toBe(wanderText)
    expect(game.published.at(-1)?.reasons[ID]?.code).toBe('reloaded')
    await game.change([textOf(ID, second)])
    expect(running(game)).toBe(second)
    expect(game.diagnostics()).toEqual([])
  })
})

describe('a manifest', () => {
  it('of an unknown key is not accepted', async () => {
    const game = signedGame()
    const manifest = await manifestOf({ [ID]: first }, { by: testSigner(9) })
    await game.change([textOf(ID, first)], manifest)
    expect(codes(game)).toEqual(['unknown-key'])
    expect(running(game)).toBe(wanderText)
    expect(game.hotReload.release).toBeUndefined()
  })

  it('of a withdrawn key is not accepted', async () => {
    const old = testSigner(9)
    const game = signedGame({
      signatures: { keys: [old.key, signer.key], withdrawn: [old.key] },
    })
    const change = [textOf(ID, first)]
    await game.change(change, await manifestOf({ [ID]: first }, { by: old, release: 9 }))
    expect(codes(game)).toEqual(['withdrawn-key'])
    await game.change(change, await manifestOf({ [ID]: first }))
    expect(running(game)).toBe(first)
  })

  it('of each of several keys is accepted, as long as releases grow', async () => {
    const next = testSigner(9)
    const game = signedGame({ signatures: { keys: [signer.key, next.key] } })
    await game.change([textOf(ID, first)], await manifestOf({ [ID]: first }))
    const rotated = await manifestOf({ [ID]: second }, { by: next, release: 2 })
    await game.change([textOf(ID, second)], rotated)
    expect(running(game)).toBe(second)
    const back = await manifestOf({ [ID]: first }, { release: 2 })
    await game.change([textOf(ID, first)], back)
    expect(codes(game)).toEqual(['older-release'])
  })

  it('for another game is not accepted', async () => {
    const game = signedGame({ signatures: { keys: [signer.key], name: 'village' } })
    const change = [textOf(ID, first)]
    await game.change(change, await manifestOf({ [ID]: first }, { name: 'town' }))
    expect(codes(game)).toEqual(['other-name'])
    await game.change(change, await manifestOf({ [ID]: first }, { name: 'village' }))
    expect(running(game)).toBe(first)
  })

  it('whose scripts are not those that were signed is not accepted', async () => {
    const game = signedGame()
    const intruding = first.replace('first', 'intruding')
    const [manifest, forged] = await Promise.all([
      manifestOf({ [ID]: first }),
      manifestOf({ [ID]: intruding }),
    ])
    const mixed = [...manifest.split('\n').slice(0, 4), ...forged.split('\n').slice(4)].join('\n')
    await game.change([textOf(ID, intruding)], mixed)
    expect(codes(game)).toEqual(['bad-signature'])
    expect(running(game)).toBe(wanderText)
  })

  it('that is none is reported, after the debounce time', async () => {
    const game = signedGame()
    await game.change([], '{"scripts":{"__proto__":{}}}')
    await expect.poll(() => game.warned.map(({ code }) => code)).toEqual(['rejected-manifest'])
    expect(game.warned[0]?.message).toContain('cannot be read')
  })

  it('that was accepted stays so when others follow that are not', async () => {
    const game = signedGame()
    const manifest = await manifestOf({ [ID]: first })
    await game.change([], manifest)
    await game.change([], 'nonsense')
    await game.change([textOf(ID, first)])
    expect(running(game)).toBe(first)
  })

  it('is not lost in a flood of others from another source', async () => {
    const flood = editorSource()
    const trusted = editorSource()
    const game = signedGame({ source: [flood, trusted] })
    const forged = (await manifestOf({ [ID]: second }, { release: 9 })).replace(':9,', ':8,')
    trusted.edit(textOf(ID, first), await manifestOf({ [ID]: first }))
    for (let times = 0; times < 200; times++) flood.edit([], `${forged}${times}`)
    await game.hotReload.settled()
    expect(running(game)).toBe(first)
  })

  it('is verified before the texts that come with it are judged, however many come', async () => {
    const game = signedGame()
    for (let release = 1; release <= 12; release++) {
      const text = `${wanderText}\n// release ${release}`
      const manifest = await manifestOf({ [ID]: text }, { release })
      game.change([textOf(ID, text)], manifest).catch(() => {})
    }
    await game.hotReload.settled()
    expect(running(game)).toBe(`${wanderText}\n// release 12`)
    expect(game.diagnostics()).toEqual([])
  })
})

describe('a removal', () => {
  it('is rejected if no manifest says so', async () => {
    const game = signedGame()
    await game.change([removalOf(ID)])
    expect(codes(game)).toEqual(['unsigned'])
    await game.change([removalOf(ID)], await manifestOf({ [ID]: wanderText }))
    expect(codes(game)).toEqual(['unsigned'])
    game.play()
    expect(game.steps()).toBeGreaterThan(0)
  })

  it('of a script that no manifest ever listed is rejected', async () => {
    const game = signedGame()
    await game.change([removalOf(ID)], await manifestOf({ 'npc/steer': steerText }))
    expect(codes(game)).toEqual(['unsigned'])
  })

  it('is accepted once a newer manifest does not list the script any more', async () => {
    const game = signedGame()
    const all = { [ID]: first, 'npc/steer': steerText }
    await game.change([textOf(ID, first)], await manifestOf(all))
    await game.change([removalOf(ID)])
    expect(codes(game)).toEqual(['unsigned'])
    await game.change([], await manifestOf({ 'npc/steer': steerText }, { release: 2 }))
    expect(game.told).toContain(`removed ${ID}`)
    await game.change([textOf(ID, first)])
    expect(codes(game)).toContain('older-release')
  })
})

describe('the game itself', () => {
  it('removes, reloads and rolls back without signatures', async () => {
    const game = signedGame()
    const all = { [ID]: first, 'npc/steer': steerText }
    await game.change([textOf(ID, first)], await manifestOf(all))
    game.play()
    await game.hotReload.reload(ID)
    expect(game.published.at(-1)?.reasons[ID]?.code).toBe('reloaded')
    game.play()
    await game.hotReload.remove(ID)
    expect(game.told).toContain(`removed ${ID}`)
    await game.change([textOf(ID, first)])
    game.play()
    expect(running(game)).toBe(first)
    game.hotReload.rollback(ID)
    expect(game.diagnostics()).toEqual([])
  })

  it('cannot reload a text that was not accepted', async () => {
    const game = signedGame()
    await game.edit({ [ID]: first })
    await game.hotReload.reload(ID)
    expect(running(game)).toBe(wanderText)
  })

  it('cannot be started without a key, or with one that is none', () => {
    expect(() => signedGame({ signatures: { keys: [] } })).toThrow(/signatures\.keys is empty/)
    expect(() => signedGame({ signatures: { keys: ['secret'] } })).toThrow(/is not a public key/)
    const small = `ed25519:01${'00'.repeat(31)}`
    expect(() => signedGame({ signatures: { keys: [small] } })).toThrow(/is not a safe public key/)
  })
})
