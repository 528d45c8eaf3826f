// Scripts that are removed: their behaviours are suspended with all state kept, and go on when they
// are back.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Position } from '../game/components.ts'
import { type Game, startGame, steerText, wanderText } from '../game/start-game.ts'

let game: Game

beforeEach(() => {
  game = startGame()
})

afterEach(() => {
  vi.useRealTimers()
})

const alone = wanderText
  .replace(/import \{ advance \}.*\n/, '')
  .replace('advance(Position.x[entity] ?? 0, delta)', '(Position.x[entity] ?? 0) + delta')

describe('a script that is removed', () => {
  test('rests, with the state of its entities kept', async () => {
    game.play()
    const steps = game.steps()
    await game.remove('npc/wander')
    game.play()
    const before = Position.x[game.wanderer]
    game.play()
    expect(Position.x[game.wanderer]).toBe(before)
    expect(game.steps()).toBe(steps)
  })

  test('is reported, and stays a warning until it is back', async () => {
    await game.remove('npc/wander')
    expect(game.told).toEqual(['removed npc/wander'])
    expect(game.diagnostics()).toMatchObject([
      {
        severity: 'warning',
        code: 'removed',
        message: 'Script "npc/wander" was removed. Its entity is suspended until it is back.',
      },
    ])
    await game.edit({ 'npc/wander': wanderText })
    expect(game.diagnostics()).toEqual([])
  })

  test('goes on from the state it had when the same text is back, without compiling', async () => {
    game.play()
    await game.remove('npc/wander')
    game.play()
    const steps = game.steps()
    await game.edit({ 'npc/wander': wanderText })
    game.behaviours.step(1 / 60)
    expect(game.steps()).toBe(Number(steps) + 1)
    expect(game.published.at(-1)?.reasons).toEqual({
      'npc/wander': { code: 'resumed', sentence: 'It was removed, and is back.' },
    })
  })

  test('goes on with another text', async () => {
    game.play()
    await game.remove('npc/wander')
    await game.edit({ 'npc/wander': wanderText.replace('delta)', 'delta * 10)') })
    const before = Position.x[game.wanderer] ?? 0
    game.behaviours.step(1)
    expect(Position.x[game.wanderer]).toBeCloseTo(before + 10, 4)
  })

  test('releases the timers that it took', async () => {
    const ticking = wanderText.replace(
      '  state: {',
      `  setup({ own }) { own.interval(1, () => globalThis.__ticks?.push(1)) },\n  state: {`,
    )
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const ticks: number[] = []
    Object.assign(globalThis, { __ticks: ticks })
    await game.edit({ 'npc/wander': ticking })
    game.play()
    vi.advanceTimersByTime(5)
    expect(ticks.length).toBe(5)
    await game.remove('npc/wander')
    game.play()
    vi.advanceTimersByTime(5)
    Reflect.deleteProperty(globalThis, '__ticks')
    expect(ticks.length).toBe(5)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('keeps its history, and can be rolled back to by hand', async () => {
    game.play()
    await game.remove('npc/wander')
    const { version } = game.hotReload.history('npc/wander')[0] ?? { version: 0 }
    game.hotReload.rollback('npc/wander', version)
    const before = game.steps()
    game.behaviours.step(1)
    expect(game.steps()).toBe(Number(before) + 1)
  })

  test('that nobody knows changes nothing', async () => {
    await game.remove('nobody')
    game.behaviours.step(1)
    expect(game.failed).toEqual([])
    expect(game.steps()).toBe(1)
  })
})

describe('a helper that is removed', () => {
  test('is pending while a script imports it, which runs on and says so', async () => {
    await game.remove('npc/steer')
    expect(game.diagnostics()).toMatchObject([
      {
        code: 'unresolved-import',
        script: 'npc/wander',
        message: 'Script "npc/wander" imports "./steer.ts", which was removed.',
      },
    ])
    game.behaviours.step(1)
    expect(game.steps()).toBe(1)
  })

  test('is forgiven when it is back', async () => {
    await game.remove('npc/steer')
    await game.edit({ 'npc/steer': steerText })
    expect(game.diagnostics()).toEqual([])
  })

  test('goes together with the edit that no longer needs it', async () => {
    await game.remove('npc/steer')
    await game.edit({ 'npc/wander': alone })
    expect(game.told).toContain('removed npc/steer')
    expect(game.diagnostics()).toEqual([])
  })

  test('may go in the same report as the edit that no longer needs it', async () => {
    await game.change([
      { id: 'npc/steer', file: 'npc/steer.ts', removed: true },
      { id: 'npc/wander', file: 'npc/wander.ts', text: alone },
    ])
    expect(game.told).toEqual(['compiled npc/wander', 'published npc/wander', 'removed npc/steer'])
  })
})

describe('remove', () => {
  test('takes a script out as if its file were gone', async () => {
    await game.hotReload.remove('npc/wander')
    expect(game.told).toEqual(['removed npc/wander'])
  })

  test('takes all scripts out, and the game goes on', async () => {
    await game.hotReload.remove()
    game.play()
    expect(game.told).toEqual(['removed npc/wander npc/steer'])
    await game.edit({ 'npc/wander': wanderText, 'npc/steer': steerText })
    game.behaviours.step(1)
    expect(game.failed).toEqual([])
  })

  test('rejects a script that it does not know, and says what is near', async () => {
    await expect(game.hotReload.remove('npc/wonder')).rejects.toThrow(
      'There is no script "npc/wonder"; did you mean "npc/wander"?',
    )
  })
})
