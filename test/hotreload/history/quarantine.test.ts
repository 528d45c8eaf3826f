// Quarantine: a text that was withdrawn is not tried again until it, or a script that it imports,
// changes.

import { beforeEach, describe, expect, test } from 'vitest'
import { Position } from '../game/components.ts'
import { type Game, startGame, steerText, wanderText } from '../game/start-game.ts'

const id = 'npc/wander'
const throwing = wanderText.replace('for (', 'throw new Error("lost"); for (')
/** Only works with a helper whose strides are long. */
const needsLongStrides = wanderText
  .replace('advance }', 'advance, stride }')
  .replace('for (', 'if (stride < 10) throw new Error("lost"); for (')
const longStrides = steerText.replace('stride = 1', 'stride = 10')

let game: Game
let good: number

beforeEach(() => {
  game = startGame({ now: () => Date.UTC(2030, 0, 1) })
  good = game.behaviours.inspect(id).version
})

async function withdraw(texts: Readonly<Record<string, string>>): Promise<void> {
  await game.edit(texts)
  game.play(1)
  expect(game.behaviours.inspect(id).version).toBe(good)
}

describe('a text that was withdrawn', () => {
  test('is rejected when it comes again, with why and when', async () => {
    await withdraw({ [id]: throwing })
    await game.edit({ [id]: throwing })
    expect(game.told).toContain(`rejected ${id}`)
    expect(game.diagnostics()).toMatchObject([
      {
        stage: 'run',
        code: 'quarantined',
        script: id,
        message: expect.stringMatching(
          /^Script "npc\/wander" is not tried again as it is: its version \d+ faulted and was rolled back at 2030-01-01T00:00:00.000Z. Behaviour "npc\/wander" version \d+ threw in update: lost\./,
        ),
        location: { file: 'npc/wander.ts', line: 10 },
      },
    ])
    game.play()
    expect(game.faulted.length).toBe(1)
  })

  test('is rejected every time', async () => {
    await withdraw({ [id]: throwing })
    for (let time = 0; time < 3; time++) await game.edit({ [id]: throwing })
    expect(game.rejected.length).toBe(3)
    expect(game.diagnostics()).toMatchObject([{ code: 'quarantined' }])
  })

  test('is rejected with another comment, too', async () => {
    await withdraw({ [id]: throwing })
    await game.edit({ [id]: `// Try again.\n${throwing}` })
    expect(game.diagnostics()).toMatchObject([{ code: 'quarantined' }])
  })

  test('is rejected after another text has run meanwhile', async () => {
    await withdraw({ [id]: throwing })
    await game.edit({ [id]: wanderText.replace('delta)', 'delta * 2)') })
    game.play()
    await game.edit({ [id]: throwing })
    expect(game.diagnostics()).toMatchObject([{ code: 'quarantined' }])
  })

  test('is tried again when it changes', async () => {
    await withdraw({ [id]: throwing })
    await game.edit({ [id]: throwing.replace('lost', 'lost again') })
    game.play(1)
    expect(game.faulted.length).toBe(2)
  })

  test('is tried again when a helper of its changes, by itself', async () => {
    await withdraw({ [id]: needsLongStrides })
    await game.edit({ 'npc/steer': longStrides })
    expect(game.diagnostics()).toEqual([])
    game.play()
    expect(game.behaviours.inspect(id)).toMatchObject({ phase: 'committed' })
    expect(game.behaviours.inspect(id).version).toBeGreaterThan(good)
    expect(game.hotReload.history(id)[0]?.text).toBe(needsLongStrides)
  })

  test('is not tried again with a helper that it was tried with', async () => {
    await withdraw({ [id]: needsLongStrides })
    await withdraw({ 'npc/steer': steerText.replace('stride = 1', 'stride = 2') })
    expect(game.faulted.length).toBe(2)
    await game.edit({ 'npc/steer': steerText })
    game.play()
    expect(game.faulted.length).toBe(2)
  })

  test('does not hold up other edits', async () => {
    await withdraw({ [id]: throwing })
    await game.edit({ other: "import { stride } from './npc/steer'\nexport const more = stride" })
    expect(game.told).toEqual(['compiled other', 'unchanged other'])
    expect(game.diagnostics()).toMatchObject([{ code: 'fault' }])
  })
})

describe('after a withdrawal', () => {
  test('the good version goes on with the helper that it had, whatever is tried with the newest one', async () => {
    await withdraw({ [id]: throwing })
    await withdraw({ 'npc/steer': longStrides })
    expect(game.faulted.length).toBe(2)
    const before = Position.x[game.wanderer] ?? 0
    game.behaviours.step(1)
    expect((Position.x[game.wanderer] ?? 0) - before).toBeCloseTo(1)
  })

  test('the text that ran before goes live with a helper that was edited meanwhile', async () => {
    await withdraw({ [id]: throwing })
    await withdraw({ 'npc/steer': longStrides })
    await game.edit({ [id]: wanderText })
    game.play()
    const before = Position.x[game.wanderer] ?? 0
    game.behaviours.step(1)
    expect((Position.x[game.wanderer] ?? 0) - before).toBeCloseTo(10)
    expect(game.diagnostics()).toEqual([])
  })

  test('a helper that made its importer fault is not tried again either', async () => {
    const broken = steerText.replace('return', "throw new Error('lost')\n  return")
    await withdraw({ 'npc/steer': broken })
    await game.edit({ 'npc/steer': steerText })
    expect(game.diagnostics()).toEqual([])
    expect(game.behaviours.inspect(id).version).toBe(good)
    await game.edit({ 'npc/steer': broken })
    expect(game.diagnostics()).toMatchObject([
      { code: 'quarantined', location: { file: 'npc/steer.ts' } },
    ])
    expect(game.behaviours.inspect(id).version).toBe(good)
  })

  test('the log tells the way back', async () => {
    await withdraw({ [id]: throwing })
    expect(game.hotReload.rollbacks()).toEqual([
      {
        id,
        from: expect.any(Number),
        to: good,
        time: Date.UTC(2030, 0, 1),
        by: 'fault',
        reason: expect.stringContaining('threw in update: lost'),
      },
    ])
  })
})

test('a first version that throws leaves the entities waiting, is quarantined, and a good text starts them', async () => {
  game = startGame({ isWaiting: true })
  await game.edit({ [id]: throwing, 'npc/steer': steerText })
  game.play(1)
  expect(game.faulted).toMatchObject([{ fault: { outcome: 'withdrawn', runs: 0 } }])
  expect(game.hotReload.rollbacks()).toMatchObject([{ to: 0, by: 'fault' }])
  await game.edit({ [id]: throwing })
  expect(game.diagnostics()).toMatchObject([{ code: 'quarantined' }])
  await game.edit({ [id]: wanderText })
  game.behaviours.step(1)
  expect(Position.x[game.wanderer]).toBe(1)
  expect(game.diagnostics()).toEqual([])
})
