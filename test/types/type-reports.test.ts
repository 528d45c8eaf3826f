// In the mode `report`, texts go live at once, and what the type checker finds is reported
// afterwards, as warnings.

import { type HotReloadEvents, notify } from 'tickswap/hotreload'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Game, startGame, steerText, wanderText } from '../hotreload/game/start-game.ts'
import { noticeBoard } from '../hotreload/notices/notice-board.ts'
import { memoryChecker } from './memory-checker.ts'

const wander = 'npc/wander'
const steer = 'npc/steer'
const mistyped = wanderText.replace(
  'export default',
  'export const speed: number = "fast"\nexport default',
)

type Checked = HotReloadEvents['checked']

let game: Game
let checked: Checked[]
let wake: () => void
let isDead = false

/** One for all tests: it takes a while to start. */
const checker = memoryChecker(() => {
  if (isDead) throw new Error('The thread died.')
})

beforeEach(async () => {
  checked = []
  isDead = false
  game = startGame({ types: { checker: { ...checker, close: async () => {} } } })
  game.hotReload.on('checked', (event) => {
    checked.push(event)
    wake()
  })
  game.hotReload.on('failed', () => wake())
  await until(() => checked.flatMap(({ ids }) => ids).length === 2)
  checked.length = 0
})

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) {
    await new Promise<void>((resolve) => {
      wake = resolve
    })
  }
}

const isChecked = (id: string) => checked.some(({ ids }) => ids.includes(id))

test('what the game was started with is checked at once', () => {
  expect(game.diagnostics()).toEqual([])
  expect(game.told).not.toContain(`published ${wander}`)
})

describe('a text with a type error', () => {
  test('goes live, and the error is reported afterwards, as a warning', async () => {
    await game.edit({ [wander]: mistyped })
    expect(game.told).toContain(`published ${wander}`)
    await until(() => isChecked(wander))
    const warning = {
      severity: 'warning',
      stage: 'types',
      code: 'TS2322',
      script: wander,
      location: { file: 'npc/wander.ts', line: 7, column: 14 },
    }
    expect(checked).toMatchObject([{ ids: [wander], diagnostics: [warning] }])
    expect(game.hotReload.diagnostics(wander)).toMatchObject([warning])
    expect(game.rejected).toEqual([])
  })

  test('is fixed, and the warning is removed', async () => {
    await game.edit({ [wander]: mistyped })
    await until(() => isChecked(wander))
    checked.length = 0
    await game.edit({ [wander]: wanderText })
    await until(() => isChecked(wander))
    expect(game.diagnostics()).toEqual([])
  })

  test('is reported although it faults at once and is rolled back', async () => {
    await game.edit({ [wander]: wanderText.replace('for (', 'missing(); for (') })
    game.play(1)
    expect(game.faulted.length).toBe(1)
    await until(() => isChecked(wander))
    expect(game.hotReload.diagnostics(wander)).toContainEqual(
      expect.objectContaining({
        stage: 'types',
        code: 'TS2304',
        message: "Cannot find name 'missing'.",
      }),
    )
  })

  test('is found in a text that changes nothing but types', async () => {
    await game.edit({
      [wander]: wanderText.replace('for (', 'const x = 1 satisfies string; for ('),
    })
    await until(() => isChecked(wander))
    expect(game.diagnostics().map(({ code }) => code)).toContain('TS1360')
  })

  test('gives way to what the compiler says of a newer text', async () => {
    await game.edit({ [wander]: mistyped })
    await until(() => isChecked(wander))
    await game.edit({ [wander]: 'let x = ;' })
    expect(game.diagnostics().map(({ stage }) => stage)).toEqual(['compile'])
  })
})

describe('a changed helper', () => {
  const wrong = steerText.replace('x: number, delta: number', 'x: string, delta: number')

  test('has those checked that import it', async () => {
    await game.edit({ [steer]: wrong.replace('x + stride', 'x.length + stride') })
    await until(() => isChecked(wander))
    expect(game.hotReload.diagnostics(steer)).toEqual([])
    expect(game.hotReload.diagnostics(wander)).toMatchObject([{ stage: 'types', code: 'TS2345' }])
  })

  test('has those checked that import only types from it', async () => {
    const taking = wanderText.replace(
      'export default',
      "import type { Wish } from './steer.ts'\nexport const wish: Wish = { x: 1 }\nexport default",
    )
    await game.edit({
      [steer]: `export interface Wish { x: number }\n${steerText}`,
      [wander]: taking,
    })
    await until(() => isChecked(wander))
    expect(game.diagnostics()).toEqual([])
    checked.length = 0
    await game.edit({ [steer]: `export interface Wish { x: string }\n${steerText}` })
    await until(() => isChecked(wander))
    expect(game.diagnostics()).toMatchObject([{ script: wander, code: 'TS2322' }])
  })

  test('that was removed is an error in those that import it', async () => {
    await game.edit({ [wander]: wanderText })
    await game.hotReload.remove(steer)
    await until(() => isChecked(wander))
    expect(game.diagnostics().map(({ code }) => code)).toContain('unresolved-import')
  })
})

test('a type error is shown until it is fixed', async () => {
  const board = noticeBoard()
  const stop = notify(game.hotReload, board)
  await game.edit({ [wander]: mistyped })
  await until(() => isChecked(wander))
  expect(board.view.get('types')).toMatchObject({
    tone: 'warning',
    title: 'npc/wander has type errors',
    diagnostics: [{ code: 'TS2322' }],
    lasts: 10_000,
  })
  checked.length = 0
  await game.edit({ [wander]: wanderText })
  await until(() => isChecked(wander))
  expect(board.view.has('types')).toBe(false)
  stop()
})

test('errors of the newest text are reported', async () => {
  game.report({ [wander]: mistyped })
  game.report({ [wander]: wanderText.replace('for (', 'const s: string = delta; for (') })
  await game.hotReload.settled()
  await until(() => isChecked(wander))
  expect(game.diagnostics()).toMatchObject([
    { message: "Type 'number' is not assignable to type 'string'." },
  ])
})

describe('a checker that fails', () => {
  test('is reported once, harms no version, and is restarted with the next edit', async () => {
    isDead = true
    await game.edit({ [wander]: mistyped })
    await until(() => game.failed.length > 0)
    expect(game.told).toContain(`published ${wander}`)
    await game.edit({ [steer]: steerText.replace('stride = 1', 'stride = 2') })
    isDead = false
    await game.edit({ [steer]: steerText.replace('stride = 1', 'stride = 3') })
    await until(() => isChecked(wander))
    expect(game.failed.length).toBe(1)
    expect(game.hotReload.diagnostics(wander)).toMatchObject([{ code: 'TS2322' }])
  })
})
