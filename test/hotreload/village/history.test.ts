// A script's history: one script goes through the texts that an afternoon of work made of it, and the game never stops.

import { readFileSync } from 'node:fs'
import { beforeEach, expect, test } from 'vitest'
import { Position } from '../game/components.ts'
import { type Game, startGame } from '../game/start-game.ts'

const id = 'npc/wander'

let game: Game
/** How many decisions were told already. */
let heard: number

beforeEach(() => {
  game = startGame({ isWaiting: true })
  heard = 0
})

/** Saves a text of `history/`. What the swap to it does to each field, in words. */
async function save(chapter: string): Promise<Record<string, string>> {
  const text = readFileSync(new URL(`history/${chapter}.ts.txt`, import.meta.url), 'utf8')
  await game.edit({ [id]: text })
  const [decision] = game.hotReload.decisions()
  return Object.fromEntries(decision?.changes.map(({ field, change }) => [field, change]) ?? [])
}

/** Plays, 70 frames if nothing is said. Where the villager is then, and its state. */
function play(frames?: number): Record<string, unknown> {
  game.play(frames)
  const { state } = game.behaviours.component(id)
  const values = Object.entries(state).map(([field, column]) => [field, column[game.wanderer]])
  return { x: Position.x[game.wanderer], ...Object.fromEntries(values) }
}

/** What was decided since the last time this was asked, in order. */
function decided(): readonly string[] {
  const decisions = game.hotReload.decisions().toReversed().slice(heard)
  heard += decisions.length
  return decisions.map(({ decision }) => decision)
}

/** The version that the villager runs. */
function version(): number | undefined {
  return game.behaviours.component(id).version[game.wanderer]
}

test('every text finds the state that the one before has left, and every frame is played', async () => {
  await save('01-walks')
  expect(play()).toEqual({ x: 70 })
  expect(decided()).toEqual(['published', 'committed'])

  expect(await save('02-counts-steps')).toEqual({ steps: 'added' })
  expect(play()).toEqual({ x: 140, steps: 70 })

  expect(await save('03-tires')).toEqual({ steps: 'kept', energy: 'added' })
  expect(play()).toEqual({ x: 210, steps: 140, energy: 65 })

  expect(await save('04-counts-whole-steps')).toEqual({ steps: 'converted', energy: 'kept' })
  expect(play()).toEqual({ x: 280, steps: 210, energy: 30 })
  expect(decided()).toEqual(Array.from({ length: 3 }, () => ['published', 'committed']).flat())
  const whole = version()

  // A broken text changes nothing: the one before goes on, far too long without a rest.
  expect(await save('05-half-typed')).toEqual({})
  expect(game.rejected.at(-1)?.diagnostics).toMatchObject([
    { stage: 'compile', location: { line: 13 } },
  ])
  expect(play()).toEqual({ x: 350, steps: 280, energy: -5 })
  expect(decided()).toEqual(['rejected'])
  expect(version()).toBe(whole)

  // 21 frames of rest, from -5 to 100, and 49 of walking.
  expect(await save('06-rests')).toEqual({ steps: 'kept', energy: 'kept', resting: 'added' })
  expect(game.diagnostics()).toEqual([])
  expect(play()).toEqual({ x: 399, steps: 329, energy: 75.5, resting: 0 })

  // A new name and a new measure: `migrate` takes the value over.
  const renamed = { steps: 'kept', stamina: 'added', resting: 'kept', energy: 'dropped' }
  expect(await save('07-energy-is-stamina')).toEqual(renamed)
  const stamina = 0.755 - 70 / 256
  expect(play()).toEqual({ x: 469, steps: 399, stamina: expect.closeTo(stamina), resting: 0 })
  expect(decided()).toEqual(['published', 'committed', 'published', 'committed'])
  const renaming = version()

  // It ruins the count, and throws at the well 20 frames later: the state is what it was, and no frame is lost.
  await save('08-loses-its-way')
  expect(play(20)).toEqual({
    x: 489,
    steps: 1,
    stamina: expect.closeTo(stamina - 20 / 256),
    resting: 0,
  })
  expect(version()).not.toBe(renaming)
  expect(play(1)).toEqual({
    x: 490,
    steps: 400,
    stamina: expect.closeTo(stamina - 1 / 256),
    resting: 0,
  })
  expect(version()).toBe(renaming)
  expect(game.faulted.map(({ diagnostic }) => diagnostic.location)).toMatchObject([{ line: 25 }])
  expect(decided()).toEqual(['published', 'withdrawn'])

  // The same text again is not tried again.
  await save('08-loses-its-way')
  expect(play(49)).toEqual({
    x: 539,
    steps: 449,
    stamina: expect.closeTo(stamina - 50 / 256),
    resting: 0,
  })
  expect(decided()).toEqual(['rejected'])

  // Back to the well in 50 frames, and 20 of waiting there.
  await save('09-stops-at-the-well')
  expect(game.diagnostics()).toEqual([])
  expect(play()).toEqual({
    x: 489,
    steps: 519,
    stamina: expect.closeTo(stamina - 120 / 256),
    resting: 0,
  })
  expect(decided()).toEqual(['published', 'committed'])
  const waiting = version()

  // A remark makes no version.
  await save('10-says-what-it-does')
  expect(decided()).toEqual(['unchanged'])

  expect(await save('11-counts-no-steps')).toEqual({
    stamina: 'kept',
    resting: 'kept',
    steps: 'dropped',
  })
  expect(play(1)).toMatchObject({ x: 488, resting: 0 })
  expect(play(1)).not.toHaveProperty('steps')
  expect(version()).not.toBe(waiting)
})
