// A game whose editor hands in hostile ids and texts: each is rejected with a reason, the frames go
// on, and the next good edit is live.

import { describe, expect, test } from 'vitest'
import { Position } from '../hotreload/game/components.ts'
import { type Game, startGame, wanderText } from '../hotreload/game/start-game.ts'
import { harmlessIds, hostileIds } from './corpus/hostile-paths.ts'
import { hostileTexts } from './corpus/hostile-texts.ts'

const id = 'npc/wander'
const times = (factor: number) => wanderText.replace('delta)', `delta * ${factor})`)

/** The frames go on, and the next good edit is live. */
async function expectGoingOn(game: Game, factor: number): Promise<void> {
  Position.x.fill(0)
  game.behaviours.step(1)
  expect(Position.x[game.wanderer]).toBeGreaterThan(0)
  await game.edit({ [id]: times(factor) })
  Position.x.fill(0)
  game.behaviours.step(1)
  expect(Position.x[game.wanderer]).toBe(factor)
}

describe('a hostile id', () => {
  test('is rejected, alone and among good ones, and the next good edit is live', async () => {
    const game = startGame()
    for (const [place, bad] of hostileIds.entries()) {
      await game.change([{ id: bad, file: `${bad}.ts`, text: 'export const a = 1' }])
      expect(game.rejected.at(-1)).toMatchObject({
        ids: [bad],
        diagnostics: [{ code: 'bad-script-id', stage: 'safety' }],
      })
      await game.change([{ id: bad, file: `${bad}.ts`, removed: true }])
      if (place % 20 === 0) await expectGoingOn(game, 2 + (place % 7))
    }
    expect(game.rejected.length).toBe(2 * hostileIds.length)
    expect(game.failed).toEqual([])
    await expectGoingOn(game, 9)
  })

  test('is rejected as a file of a good id', async () => {
    const game = startGame()
    for (const bad of hostileIds) {
      await game.change([{ id, file: `${bad}.ts`, text: times(3) }])
      expect(game.rejected.at(-1)).toMatchObject({ diagnostics: [{ code: 'bad-script-id' }] })
    }
    expect(game.failed).toEqual([])
    await expectGoingOn(game, 2)
  })

  test('leads to no script and no host in an import', async () => {
    const game = startGame()
    const specifiers = hostileIds.filter(({ length }) => length > 0 && length < 1_000)
    for (const bad of specifiers.slice(0, 120)) {
      const text = `import * as had from ${JSON.stringify(`./${bad}`)}\nexport { had }`
      await game.edit({ importer: text })
      expect(game.diagnostics().map(({ script }) => script)).toContain('importer')
    }
    expect(game.failed).toEqual([])
    await game.remove('importer')
    await expectGoingOn(game, 2)
  })
})

describe('an odd but harmless id', () => {
  test('is taken', async () => {
    const game = startGame()
    const others = harmlessIds.filter((one) => one !== id)
    const texts = others.map((one) => [one, `export const length = ${one.length}`] as const)
    await game.edit(Object.fromEntries(texts))
    expect(game.diagnostics()).toEqual([])
    await expectGoingOn(game, 2)
  })
})

describe('a hostile text', () => {
  test.each(Object.entries(hostileTexts).filter(([, { length }]) => length < 1_000_000))(
    'that would %s is rejected or runs, and the next good edit is live',
    async (_, text) => {
      const game = startGame()
      const quoted = JSON.stringify(text)
      const throwing = wanderText.replace(
        'for (',
        `throw Object.assign(new Error(${quoted}), { name: ${quoted} }); for (`,
      )
      for (const one of [text, `/* ${text} */ let x = ;`, `import ${quoted}`, throwing]) {
        await game.edit({ [id]: one })
        game.play(2)
        await game.hotReload.settled()
      }
      expect(game.failed).toEqual([])
      await expectGoingOn(game, 3)
    },
  )
})
