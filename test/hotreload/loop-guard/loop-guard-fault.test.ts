// An endless loop typed into a script is a fault like any other: the version goes, the game goes
// on.

import type { Fault } from 'tickswap'
import { configureLoopGuard, LoopError } from 'tickswap/hotreload'
import { beforeEach, expect, test } from 'vitest'
import { Position } from '../game/components.ts'
import { type Game, startGame, steerText, wanderText } from '../game/start-game.ts'

let game: Game
let faults: Fault[]

beforeEach(async () => {
  game = startGame()
  faults = []
  game.behaviours.on('faulted', (fault) => faults.push(fault))
})

const stuckText = wanderText
  .replace('update({', 'update({')
  .replace('    for (', '    while (true) {}\n    for (')
const stuckLine = stuckText.split('\n').findIndex((line) => line.includes('while (true)')) + 1

test('an endless loop in update withdraws the version within the frame', async () => {
  game.behaviours.step(1)
  await game.edit({ 'npc/wander': stuckText })
  game.behaviours.step(1)
  expect(faults).toMatchObject([{ hook: 'update', outcome: 'withdrawn' }])
  expect(faults[0]?.error).toBeInstanceOf(LoopError)
  expect(faults[0]?.message).toContain(`The loop at npc/wander.ts:${stuckLine} ran for`)
  game.behaviours.step(1)
  expect(Position.x[game.wanderer]).toBe(3)
  expect(game.steps()).toBe(3)
})

test('an endless loop in a helper is named where it stands', async () => {
  await game.edit({ 'npc/steer': steerText.replace('return', 'for (;;) {}\n  return') })
  game.behaviours.step(1)
  expect(faults[0]?.message).toMatch(/The loop at npc\/steer\.ts:\d+ ran for/)
  expect(Position.x[game.wanderer]).toBe(1)
})

test('an endless loop at the top level never goes live, and shows in the editor', async () => {
  await game.edit({ 'npc/steer': `${steerText}\nlet turns = 0\nwhile (turns >= 0) turns++` })
  expect(game.published).toEqual([])
  const lines = steerText.split('\n').length
  expect(game.diagnostics()).toMatchObject([
    {
      stage: 'evaluate',
      script: 'npc/steer',
      location: { file: 'npc/steer.ts', line: lines + 2, lineText: 'while (turns >= 0) turns++' },
    },
  ])
  game.behaviours.step(1)
  expect(Position.x[game.wanderer]).toBe(1)
})

test('a limit that makes no sense is rejected', () => {
  expect(() => configureLoopGuard({ limit: 0 })).toThrow(/above 0 milliseconds, not 0/)
})
