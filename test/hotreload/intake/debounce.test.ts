// Debouncing: a failure is reported once, when it is clear that nothing else is on its way.

import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { compiler, type Game, startGame, steerText, wanderText } from '../game/start-game.ts'

const SETTLE = 50

let game: Game

beforeAll(async () => {
  await learn({ 'npc/wander': wanderText, 'npc/steer': steerText })
})

beforeEach(async () => {
  game = startGame({ intake: { wait: 0, debounce: SETTLE } })
  await game.hotReload.settled()
})

afterEach(() => {
  vi.useRealTimers()
})

async function learn(texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [id, text] of Object.entries(texts))
    await compiler.compile({ id, file: `${id}.ts`, text })
}

/** Time stands still from here on. esbuild cannot work then, so it has these texts in its cache. */
async function stopTime(...texts: readonly Readonly<Record<string, string>>[]): Promise<void> {
  for (const all of texts) await learn(all)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
}

/**
 * Hands texts in and waits until they are compiled and dealt with, but not until the settle time is
 * over.
 */
async function deal(texts: Readonly<Record<string, string>>): Promise<void> {
  const count = Object.keys(texts).length
  let compiled = 0
  const done = new Promise<void>((resolve) => {
    const stop = game.hotReload.on('compiled', () => {
      compiled += 1
      if (compiled < count) return
      stop()
      resolve()
    })
  })
  game.report(texts)
  await done
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
}

const broken = { 'npc/wander': 'let x = ;' }
const half = { 'npc/wander': wanderText.slice(0, -10) }
const whole = { 'npc/wander': wanderText.replace('delta)', 'delta * 10)') }
const exporter = { 'npc/steer': `${steerText}export const boost = 7\n` }
const importer = {
  'npc/wander': wanderText
    .replace('advance }', 'advance, boost }')
    .replace('delta)', 'delta * boost)'),
}

test('a text that does not compile is not reported before the debounce time is over', async () => {
  await stopTime(broken)
  await deal(broken)
  await vi.advanceTimersByTimeAsync(SETTLE - 1)
  expect(game.rejected).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(game.rejected).toMatchObject([{ ids: ['npc/wander'] }])
})

test('a half-written text that is whole a moment later is never reported', async () => {
  await stopTime(half, whole)
  await deal(half)
  await vi.advanceTimersByTimeAsync(SETTLE / 2)
  await deal(whole)
  await vi.advanceTimersByTimeAsync(SETTLE * 4)
  expect(game.rejected).toEqual([])
  expect(game.published.length).toBe(1)
})

test('an importer that is saved before the module it needs is never reported, if that comes in time', async () => {
  await stopTime(importer, exporter)
  await deal(importer)
  await vi.advanceTimersByTimeAsync(SETTLE / 2)
  await deal(exporter)
  await vi.advanceTimersByTimeAsync(SETTLE * 4)
  expect(game.rejected).toEqual([])
  expect(game.published.at(-1)?.reasons).toMatchObject({ 'npc/wander': { code: 'completed' } })
})

test('ten broken files are reported in one event', async () => {
  const files = Array.from({ length: 10 }, (_, file) => ({ [`broken${file}`]: 'let x = ;' }))
  await stopTime(...files)
  for (const file of files) {
    await deal(file)
    await vi.advanceTimersByTimeAsync(5)
  }
  await vi.advanceTimersByTimeAsync(SETTLE * 2)
  expect(game.rejected.length).toBe(1)
  expect(game.rejected[0]?.ids.length).toBe(10)
  expect(game.rejected[0]?.diagnostics.length).toBe(10)
})

test('nothing is left behind by a close within the settle time', async () => {
  await stopTime(broken)
  await deal(broken)
  const closing = game.hotReload.close()
  await vi.advanceTimersByTimeAsync(0)
  await closing
  expect(vi.getTimerCount()).toBe(0)
  expect(game.rejected).toEqual([])
})
