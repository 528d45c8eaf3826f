// A script that throws while the game runs: the place is shown in the source of the version that
// threw.

import { beforeEach, describe, expect, test } from 'vitest'
import { Position } from '../game/components.ts'
import { type Game, startGame, steerText, wanderText } from '../game/start-game.ts'

let game: Game

beforeEach(() => {
  game = startGame()
})

const statement = `throw new Error('lost')`
const lostText = wanderText.replace(
  'Position.x[entity] = advance',
  `${statement}; Position.x[entity] = advance`,
)
const lostHelper = steerText.replace('return x', `${statement}\n  return x`)

/** Line and column, from 1, of a part of a text. */
function placeOf(part: string, text: string): { line: number; column: number } {
  const before = text.slice(0, text.indexOf(part)).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

const thrown = 'new Error'

describe('a version that throws', () => {
  test('leaves a diagnostic with the place and the sentence of the fault', async () => {
    await game.edit({ 'npc/wander': lostText })
    const { version } = game.behaviours.inspect('npc/wander')
    game.play(1)
    expect(game.hotReload.diagnostics('npc/wander')).toEqual([
      {
        severity: 'error',
        stage: 'run',
        code: 'fault',
        script: 'npc/wander',
        message: expect.stringMatching(
          `^Behaviour "npc/wander" version ${version} threw in update: lost. Its entity is back on version \\d+.$`,
        ),
        location: {
          file: 'npc/wander.ts',
          ...placeOf(thrown, lostText),
          length: 0,
          lineText: expect.stringContaining(statement),
        },
      },
    ])
  })

  test('is reported by an event, with the diagnostic and what the engine says', async () => {
    await game.edit({ 'npc/wander': lostText })
    game.play(1)
    expect(game.faulted).toMatchObject([
      {
        diagnostic: { code: 'fault', location: placeOf(thrown, lostText) },
        fault: {
          id: 'npc/wander',
          hook: 'update',
          outcome: 'withdrawn',
          error: { message: 'lost' },
        },
      },
    ])
  })

  test('is found below types and comments that the compiler drops', async () => {
    const shift =
      '// A comment.\ninterface Dropped {\n  readonly gone: number\n}\ntype Also = Dropped\n'
    const shifted = `${shift}${lostText.replace('update(', '/* ü 😀 */ update(')}`
    await game.edit({ 'npc/wander': shifted })
    game.play(1)
    expect(game.diagnostics()).toMatchObject([{ location: placeOf(thrown, shifted) }])
  })

  test('is found in the helper that threw', async () => {
    await game.edit({ 'npc/steer': lostHelper })
    game.play(1)
    expect(game.diagnostics()).toMatchObject([
      { script: 'npc/wander', location: { file: 'npc/steer.ts', ...placeOf(thrown, lostHelper) } },
    ])
  })

  test('is found in the helper of its own version while another text of that helper is rejected', async () => {
    await game.edit({ 'npc/steer': lostHelper })
    await game.edit({ 'npc/steer': `\n\n\n${lostHelper}\nlet x = ;` })
    game.play(1)
    expect(game.faulted).toMatchObject([{ diagnostic: { location: placeOf(thrown, lostHelper) } }])
  })

  test.each([
    'undefined',
    '"lost"',
    'new Proxy({}, { get() { throw 1 }, getPrototypeOf() { throw 2 } })',
  ])('may throw %s, which has no place', async (value) => {
    await game.edit({ 'npc/wander': lostText.replace("new Error('lost')", value) })
    game.play(1)
    expect(game.diagnostics()).toMatchObject([{ code: 'fault' }])
    expect(game.diagnostics()[0]).not.toHaveProperty('location')
  })
})

describe('its diagnostic', () => {
  beforeEach(async () => {
    await game.edit({ 'npc/wander': lostText })
    game.play(1)
  })

  test('stands while the good version runs on', () => {
    game.play()
    expect(game.diagnostics().length).toBe(1)
  })

  test('goes when a new text is published', async () => {
    await game.edit({ 'npc/wander': wanderText.replace('delta)', 'delta * 2)') })
    expect(game.diagnostics()).toEqual([])
  })

  test('goes when the text that runs comes back', async () => {
    await game.edit({ 'npc/wander': wanderText })
    expect(game.told).toContain('unchanged npc/wander')
    expect(game.diagnostics()).toEqual([])
  })

  test('stands while other scripts are edited', async () => {
    await game.edit({ other: 'export default 1' })
    expect(game.diagnostics()).toMatchObject([{ code: 'fault' }])
  })
})

describe('a version that throws after it was committed', () => {
  const flaky = lostText.replace('throw', 'if (Position.x[0]) throw')

  beforeEach(async () => {
    await game.edit({ 'npc/wander': flaky })
    game.play()
    Position.x[0] = 1
    game.play(1)
    Position.x[0] = 0
  })

  test('has its diagnostic until a new text is published', async () => {
    expect(game.faulted[0]?.fault.outcome).toBe('counted')
    game.play()
    expect(game.diagnostics()).toMatchObject([{ code: 'fault', location: placeOf(thrown, flaky) }])
    await game.edit({ 'npc/wander': wanderText.replace('delta)', 'delta * 3)') })
    expect(game.diagnostics()).toEqual([])
  })

  test('has its diagnostic until it is rolled back by hand', () => {
    game.hotReload.rollback('npc/wander')
    expect(game.diagnostics()).toEqual([])
  })

  test('rolls back for good when it throws too often, and its text is not tried again', async () => {
    const [newest] = game.hotReload.history('npc/wander')
    Position.x[0] = 1
    game.play(6)
    Position.x[0] = 0
    expect(game.hotReload.history('npc/wander')).toMatchObject([
      {
        version: newest?.version,
        outcome: 'rolledBack',
        reason: expect.stringContaining('It exceeded its fault limit'),
      },
      { version: game.behaviours.inspect('npc/wander').version, outcome: 'committed' },
    ])
    expect(game.diagnostics()).toMatchObject([{ code: 'fault' }])
    await game.edit({ 'npc/wander': flaky })
    expect(game.diagnostics()).toMatchObject([{ code: 'quarantined' }])
  })
})

test('a fault of a version that came with the game has a diagnostic, if no place', () => {
  Reflect.set(Position, 'x', undefined)
  game.play(1)
  Reflect.set(Position, 'x', new Float32Array(1024))
  expect(game.diagnostics()).toMatchObject([{ code: 'fault', script: 'npc/wander' }])
})
