// stats: the figures of a hot reload, counted from its events.

import { editorSource, type HotReloadStats, memoryBackup } from 'tickswap/hotreload'
import { type Compiler, textHash } from 'tickswap/hotreload/adapters'
import { processMemory } from 'tickswap/hotreload/node'
import { beforeEach, describe, expect, test } from 'vitest'
import { compiler, type Game, startGame, steerText, wanderText } from '../game/start-game.ts'

const id = 'npc/wander'
const edited = wanderText.replace('delta)', 'delta * 2)')
const broken = wanderText.replace('update(', 'update(;')
const throwing = wanderText.replace('for (', 'throw new Error("lost"); for (')

let game: Game
let time: number

beforeEach(() => {
  time = 1_000
  game = startGame({ now: () => time })
})

function stats(): HotReloadStats {
  return game.hotReload.stats()
}

describe('the figures', () => {
  test('of a hot reload that did nothing are zeros, and rates that nothing spoils', () => {
    const never = { count: 0, mean: 0, worst: 0 }
    expect(stats()).toEqual({
      reloads: { total: 0, succeeded: 0, failed: 0, unchanged: 0 },
      successRate: 1,
      rollbackRate: 0,
      uptimeRate: 1,
      compile: never,
      reload: never,
      rollbacks: 0,
      faults: 0,
      restoredBackups: 0,
      concurrentReloads: { now: 0, most: 0 },
      liveTimers: 0,
      peakMemory: undefined,
      worstFrameSpike: 0,
      time: 1_000,
    })
  })

  test('can be asked for when all is closed', async () => {
    await game.edit({ [id]: edited })
    await game.hotReload.close()
    game.behaviours.close()
    expect(stats().reloads.succeeded).toBe(1)
  })
})

describe('reloads', () => {
  test('are counted by what became of them', async () => {
    await game.edit({ [id]: edited })
    await game.edit({ [id]: broken })
    await game.edit({ [id]: `// Nothing new.\n${edited}` })
    await game.edit({ [id]: wanderText })
    expect(stats().reloads).toEqual({ total: 3, succeeded: 2, failed: 1, unchanged: 1 })
    expect(stats().successRate).toBeCloseTo(2 / 3)
  })

  test('are counted by texts, helpers too, and not by the scripts that they re-evaluate', async () => {
    await game.edit({ 'npc/steer': steerText.replace('stride = 1', 'stride = 2') })
    expect(game.told).toContain(`published ${id}`)
    expect(stats().reloads).toMatchObject({ total: 1, succeeded: 1 })
    await game.edit({ [id]: edited, 'npc/steer': steerText.replace('stride = 1', 'stride = 3') })
    expect(stats().reloads).toMatchObject({ total: 3, succeeded: 3 })
  })

  test('that are asked for are no texts that came in', async () => {
    await game.hotReload.reload(id)
    expect(game.published.length).toBe(1)
    expect(stats().reloads.total).toBe(0)
  })

  test('that fail in the pipeline itself are failures', async () => {
    const dead: Compiler = {
      ...compiler,
      compile: () => Promise.reject(new Error('the worker died')),
    }
    game = startGame({ compiler: dead })
    await game.edit({ [id]: edited })
    expect(stats().reloads).toMatchObject({ total: 1, failed: 1 })
    expect(stats().concurrentReloads.now).toBe(0)
  })

  test('are removals no more than they are texts', async () => {
    await game.hotReload.remove(id)
    expect(stats().reloads).toEqual({ total: 0, succeeded: 0, failed: 0, unchanged: 0 })
  })

  test('under way are those whose texts came in and led nowhere yet', async () => {
    const { hotReload } = game
    game.report({ [id]: edited, 'npc/steer': steerText, 'npc/other': 'export const other = 1' })
    expect(stats().concurrentReloads).toEqual({ now: 3, most: 3 })
    await hotReload.settled()
    game.report({ [id]: wanderText })
    await hotReload.settled()
    expect(stats().concurrentReloads).toEqual({ now: 0, most: 3 })
  })

  test('of a script that is removed in the same save as a helper that nobody needs end, too', async () => {
    const source = editorSource()
    game = startGame({ source })
    source.edit({ id: 'a', file: 'a.ts', text: 'export const a = 1' })
    await game.hotReload.settled()
    source.edit([
      { id: 'a', file: 'a.ts', removed: true },
      { id: 'b', file: 'b.ts', text: 'export const b = 1' },
    ])
    await game.hotReload.settled()
    expect(stats().concurrentReloads).toEqual({ now: 0, most: 2 })
  })

  test('and compiles say how long they took', async () => {
    await game.edit({ [id]: wanderText.replace('delta)', 'delta * 77)') })
    const [event] = game.published
    expect(stats().reload).toEqual({
      count: 1,
      mean: event?.milliseconds,
      worst: event?.milliseconds,
    })
    await game.edit({ [id]: broken })
    await game.edit({ [id]: wanderText })
    const { compile, reload } = stats()
    expect(reload.count).toBe(2)
    expect(reload.worst).toBe(Math.max(...game.published.map(({ milliseconds }) => milliseconds)))
    expect(compile.count).toBeGreaterThanOrEqual(2)
    expect(compile.worst).toBeGreaterThanOrEqual(compile.mean)
  })
})

describe('faults', () => {
  test('are counted, and the ways back that follow, of the reloads that had succeeded', async () => {
    await game.edit({ [id]: edited })
    game.play()
    await game.edit({ [id]: throwing })
    game.play(1)
    expect(stats()).toMatchObject({ faults: 1, rollbacks: 1, rollbackRate: 1 / 2 })
    expect(stats().reloads.succeeded).toBe(2)
  })

  test('are not to blame for a way back by hand', async () => {
    await game.edit({ [id]: edited })
    game.play()
    game.hotReload.rollback(id)
    expect(stats()).toMatchObject({ faults: 0, rollbacks: 1, rollbackRate: 0 })
  })
})

describe('the uptime', () => {
  test('is the part of the time in which every script ran', async () => {
    game = startGame({ now: () => time, isWaiting: true })
    time += 300
    expect(stats().uptimeRate).toBe(0)
    await game.edit({ [id]: wanderText, 'npc/steer': steerText })
    time += 100
    expect(stats().uptimeRate).toBeCloseTo(1 / 4)
  })

  test('ends when a script is rolled back to nothing, and when it is suspended', async () => {
    game = startGame({ now: () => time, isWaiting: true })
    await game.edit({ [id]: throwing, 'npc/steer': steerText })
    time += 100
    expect(stats().uptimeRate).toBe(1)
    game.play(1)
    time += 100
    expect(stats().uptimeRate).toBeCloseTo(1 / 2)
    const later = wanderText.replace(
      'for (',
      'if (state.steps[entities[0] ?? 0] === 100) throw new Error("lost"); for (',
    )
    await game.edit({ [id]: later })
    game.play(99)
    time += 200
    expect(stats().uptimeRate).toBeCloseTo(3 / 4)
    game.play(10)
    expect(game.behaviours.inspect(id).phase).toBe('suspended')
    time += 400
    expect(stats().uptimeRate).toBeCloseTo(3 / 8)
  })

  test('ends when a script is removed, and goes on when it is back', async () => {
    time += 100
    await game.hotReload.remove(id)
    time += 100
    await game.edit({ [id]: wanderText })
    time += 200
    expect(stats().uptimeRate).toBeCloseTo(3 / 4)
  })

  test('does not suffer from a fault that is rolled back', async () => {
    time += 100
    await game.edit({ [id]: throwing })
    game.play(1)
    time += 100
    expect(stats().uptimeRate).toBe(1)
  })
})

describe('live timers', () => {
  test('are those of all scripts', async () => {
    const timing = `import { defineSystem } from 'tickswap'
      export default defineSystem({ setup({ own }) { own.interval(60_000, () => {}); own.timeout(60_000, () => {}) } })`
    await game.edit({ a: timing, b: timing })
    expect(stats().liveTimers).toBe(4)
    game.behaviours.close()
  })
})

describe('restored backups', () => {
  test('are counted', async () => {
    const backup = memoryBackup()
    const savedAt = 0
    await backup.save({ id, file: 'npc/wander.ts', text: edited, hash: textHash(edited), savedAt })
    await backup.save({
      id: 'npc/steer',
      file: 'npc/steer.ts',
      text: steerText,
      hash: textHash(steerText),
      savedAt,
    })
    game = startGame({ isWaiting: true, backup })
    await game.edit({ [id]: broken })
    expect(stats().restoredBackups).toBe(2)
  })
})

describe('memory', () => {
  test('is known at its peak, where it can be asked for', async () => {
    let memory = 10
    game = startGame({ memory: () => memory })
    memory = 30
    await game.edit({ [id]: edited })
    memory = 20
    expect(stats().peakMemory).toBe(30)
  })

  test('of a Node process is some bytes of heap', () => {
    expect(processMemory()).toBeGreaterThan(1_000_000)
  })
})

describe('the worst frame', () => {
  test('is the one with the most hot-reload work', async () => {
    game = startGame({ wanderers: 1_000 })
    await game.edit({ [id]: edited })
    let worst = 0
    for (let frame = 0; frame < 100; frame++) {
      game.play(1)
      worst = Math.max(worst, game.behaviours.frame.reconcileMilliseconds)
    }
    game.play(1)
    expect(worst).toBeGreaterThan(0)
    expect(stats().worstFrameSpike).toBeGreaterThanOrEqual(worst)
  })
})
