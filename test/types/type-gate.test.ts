// In the mode `refuse`, a version waits for the type checker, and does not go live with type
// errors.

import type { HotReloadEvents } from 'tickswap/hotreload'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Game, startGame, steerText, wanderText } from '../hotreload/game/start-game.ts'
import { memoryChecker } from './memory-checker.ts'

const wander = 'npc/wander'
const steer = 'npc/steer'
const mistyped = wanderText.replace(
  'export default',
  'export const speed: number = "fast"\nexport default',
)

let game: Game
let checked: HotReloadEvents['checked'][]
let deaths = 0

/** One for all tests: it takes a while to start. */
const checker = memoryChecker(() => {
  if (deaths-- > 0) throw new Error('The thread died.')
})

beforeEach(() => {
  checked = []
  deaths = 0
  game = startGame({ types: { checker: { ...checker, close: async () => {} }, mode: 'refuse' } })
  game.hotReload.on('checked', (event) => checked.push(event))
})

const edited = wanderText.replace('steps[entity] ?? 0) + 1', 'steps[entity] ?? 0) + 2')

describe('a text with a type error', () => {
  test('is rejected with the error, and the version before keeps running', async () => {
    const { version } = game.behaviours.inspect(wander)
    await game.edit({ [wander]: mistyped })
    expect(game.behaviours.inspect(wander).version).toBe(version)
    const error = {
      severity: 'error',
      stage: 'types',
      code: 'TS2322',
      location: { line: 7, column: 14 },
    }
    expect(game.rejected).toMatchObject([{ ids: [wander], diagnostics: [error] }])
    expect(game.hotReload.diagnostics(wander)).toMatchObject([error])
    game.play(3)
    expect(game.steps()).toBe(3)
  })

  test('is fixed, and goes live', async () => {
    await game.edit({ [wander]: mistyped })
    await game.edit({ [wander]: edited })
    expect(game.told).toContain(`published ${wander}`)
    expect(game.diagnostics()).toEqual([])
    game.play(2)
    expect(game.steps()).toBe(4)
  })

  test('stays rejected when it comes again', async () => {
    await game.edit({ [wander]: mistyped })
    await game.edit({ [wander]: mistyped })
    expect(game.told).toEqual([`rejected ${wander}`])
  })

  test('is rejected if it is reloaded by hand', async () => {
    await game.edit({ [wander]: mistyped })
    await game.hotReload.reload(wander)
    expect(game.published).toEqual([])
  })

  test('waits for the helper that it needs, and goes live with it', async () => {
    const faster = wanderText
      .replace('advance }', 'advance, stride }')
      .replace('delta)', 'delta * stride.length)')
    await game.edit({ [wander]: faster })
    expect(game.rejected).toMatchObject([{ diagnostics: [{ script: wander, code: 'TS2339' }] }])
    const helper =
      'export const stride = "ab"\nexport const advance = (x: number, by: number) => x + by'
    await game.edit({ [steer]: helper, [wander]: faster })
    expect(game.published.length).toBe(1)
  })
})

describe('a helper', () => {
  const wrong = steerText
    .replace('x: number', 'x: string')
    .replace('x + stride', 'x.length + stride')

  test('that does not fit those who import it is rejected', async () => {
    await game.edit({ [steer]: wrong })
    expect(game.rejected).toMatchObject([
      { ids: [steer], diagnostics: [{ script: wander, code: 'TS2345' }] },
    ])
    expect(game.published).toEqual([])
  })

  test('goes live with those who import it, changed to fit', async () => {
    await game.edit({ [steer]: wrong })
    await game.edit({
      [wander]: wanderText.replace('advance(Position.x[entity] ?? 0', 'advance("here"'),
    })
    expect(game.published).toMatchObject([{ versions: { [wander]: expect.any(Number) } }])
    expect(game.diagnostics()).toEqual([])
  })
})

describe('an error that was there before', () => {
  const typesOnly = wanderText.replace('for (', 'const x = 1 satisfies string; for (')
  const fitting = steerText.replace('stride = 1', 'stride = 2')

  /** The text goes by the gate: its code is what runs. */
  async function mistypeWander(): Promise<void> {
    const plain = wanderText.replace('for (', 'const x = 1; for (')
    await game.edit({ [wander]: plain })
    const isTold = new Promise<void>((resolve) => {
      game.hotReload.on('checked', ({ diagnostics }) => diagnostics.length > 0 && resolve())
    })
    await game.edit({ [wander]: typesOnly })
    await isTold
  }

  test('in a text whose code runs already is reported as a warning', async () => {
    await mistypeWander()
    expect(game.rejected).toEqual([])
    expect(game.diagnostics()).toMatchObject([
      { severity: 'warning', script: wander, code: 'TS1360' },
    ])
  })

  test('rejects no edit of a helper', async () => {
    await mistypeWander()
    await game.edit({ [steer]: fitting })
    expect(game.told.at(-1)).toMatch(/^published/)
    expect(game.diagnostics()).toMatchObject([{ severity: 'warning', script: wander }])
  })

  test('rejects the next edit of the script that has it', async () => {
    await mistypeWander()
    await game.edit({ [wander]: typesOnly.replace('+ 1', '+ 2') })
    expect(game.told).toContain(`rejected ${wander}`)
  })
})

describe('a checker that fails', () => {
  test('is asked once more', async () => {
    await game.edit({ [wander]: wanderText })
    deaths = 1
    await game.edit({ [wander]: edited })
    expect(game.told).toContain(`published ${wander}`)
    expect(game.failed).toEqual([])
  })

  test('twice in a row keeps the text from going live, until it comes again', async () => {
    await game.edit({ [wander]: wanderText })
    deaths = 2
    await game.edit({ [wander]: edited })
    expect(game.published).toEqual([])
    expect(game.failed).toMatchObject([{ error: { message: 'The thread died.' } }])
    await game.edit({ [wander]: edited })
    expect(game.published.length).toBe(1)
  })
})
