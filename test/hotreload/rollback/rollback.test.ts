// The history of versions: rolling back by hand, several levels and forward again, and what is kept
// of it.

import { TickswapError } from 'tickswap'
import type { HotReloadEvents, Outcome } from 'tickswap/hotreload'
import type { Compiler } from 'tickswap/hotreload/adapters'
import { beforeEach, describe, expect, test } from 'vitest'
import { Position } from '../game/components.ts'
import { compiler, type Game, startGame, steerText, wanderText } from '../game/start-game.ts'

let game: Game
let time: number

beforeEach(() => {
  time = 1_000
  game = startGame({ now: () => time })
})

const id = 'npc/wander'
const times = (factor: number) => wanderText.replace('delta)', `delta * ${factor})`)
const throwing = wanderText.replace('for (', 'throw new Error("lost"); for (')

async function commit(text: string): Promise<number> {
  await game.edit({ [id]: text })
  game.play()
  return current()
}

function current(): number {
  return game.behaviours.inspect(id).version
}

/** How far the wanderer gets in a second. */
function pace(): number {
  const before = Position.x[game.wanderer] ?? 0
  game.behaviours.step(1)
  return Math.round((Position.x[game.wanderer] ?? 0) - before)
}

function outcomes(): readonly Outcome[] {
  return game.hotReload.history(id).map(({ outcome }) => outcome)
}

describe('rolling back', () => {
  test('runs the committed version before, under its number, without another proof', async () => {
    await commit(times(2))
    const three = await commit(times(3))
    const { to } = game.hotReload.rollback(id)
    expect(to).toBeLessThan(three)
    expect(game.behaviours.inspect(id)).toMatchObject({ version: to, goodVersion: to })
    expect(pace()).toBe(2)
  })

  test('leads over several levels, and forward again', async () => {
    const first = current()
    const two = await commit(times(2))
    const three = await commit(times(3))
    const levels = [game.hotReload.rollback(id), game.hotReload.rollback(id)]
    expect(levels.map(({ from, to }) => [from, to])).toEqual([
      [three, two],
      [two, first],
    ])
    expect(pace()).toBe(1)
    game.hotReload.rollback(id, three)
    expect(pace()).toBe(3)
    expect(current()).toBe(three)
    game.hotReload.rollback(id, first)
    expect(pace()).toBe(1)
    expect(outcomes()).toEqual(['rolledBack', 'rolledBack', 'committed'])
  })

  test('keeps the state that entities have', async () => {
    game.play(5)
    await commit(times(2))
    const steps = game.steps() ?? 0
    game.hotReload.rollback(id)
    game.play(1)
    expect(game.steps()).toBe(steps + 1)
  })

  test('compiles and evaluates nothing', async () => {
    Object.assign(globalThis, { evaluated: 0 })
    await commit(
      `${times(2)}\nReflect.set(globalThis, 'evaluated', Reflect.get(globalThis, 'evaluated') + 1)`,
    )
    await commit(times(3))
    game.told.length = 0
    game.hotReload.rollback(id)
    await game.hotReload.settled()
    expect(game.told).toEqual([])
    expect(Reflect.get(globalThis, 'evaluated')).toBe(1)
    Reflect.deleteProperty(globalThis, 'evaluated')
  })

  test('skips versions that were withdrawn or left by hand', async () => {
    const first = current()
    await commit(times(2))
    game.hotReload.rollback(id)
    await commit(throwing)
    await commit(times(4))
    expect(outcomes()).toEqual(['committed', 'withdrawn', 'rolledBack', 'committed'])
    expect(game.hotReload.rollback(id).to).toBe(first)
  })

  test('ends a rollout that goes on; all entities come along', async () => {
    game = startGame({ wanderers: 1_000 })
    const first = current()
    await game.edit({ [id]: times(2) })
    game.play(1)
    expect(game.behaviours.inspect(id)).toMatchObject({ phase: 'rolling', goodVersion: first })
    game.hotReload.rollback(id)
    game.play(20)
    expect(game.behaviours.inspect(id)).toMatchObject({ phase: 'committed', outdated: 0 })
    expect(outcomes()).toEqual(['committed', 'rolledBack'])
    expect(pace()).toBe(1)
    expect(game.faulted).toEqual([])
  })

  test('and forth while entities still run the version gives it a new number', async () => {
    const two = await commit(times(2))
    const { to: first } = game.hotReload.rollback(id)
    const { to: three } = game.hotReload.rollback(id, two)
    expect(three).toBeGreaterThan(two)
    expect(game.hotReload.history(id).map(({ version }) => version)).toEqual([three, first])
    expect(game.hotReload.history(id).map(({ text }) => text)).toEqual([times(2), wanderText])
    expect(pace()).toBe(2)
    expect(outcomes()).toEqual(['committed', 'committed'])
  })

  test('concerns no other script', async () => {
    await game.edit({
      other: "import { defineSystem } from 'tickswap'\nexport default defineSystem({})",
    })
    const other = game.behaviours.inspect('other').version
    await commit(times(2))
    game.hotReload.rollback(id)
    expect(game.behaviours.inspect('other').version).toBe(other)
    await game.edit({
      other: "import { defineSystem } from 'tickswap'\nexport default defineSystem({ order: 2 })",
    })
    game.play()
    expect(game.hotReload.rollback('other').to).toBe(other)
    expect(pace()).toBe(1)
  })

  test('is reported, and logged with the way forward, newest first', async () => {
    const first = current()
    const told: HotReloadEvents['rolledBack'][] = []
    game.hotReload.on('rolledBack', (rollback) => told.push(rollback))
    const two = await commit(times(2))
    time = 2_000
    game.hotReload.rollback(id)
    game.play(1)
    time = 3_000
    game.hotReload.rollback(id, two)
    const forward = `Rolled forward to version ${two} by hand.`
    const back = `Rolled back to version ${first} by hand.`
    expect(told.toReversed()).toEqual(game.hotReload.rollbacks())
    expect(game.hotReload.rollbacks()).toEqual([
      { id, from: first, to: two, time: 3_000, by: 'hand', reason: forward },
      { id, from: two, to: first, time: 2_000, by: 'hand', reason: back },
    ])
  })
})

describe('after rolling back', () => {
  test('an edited helper goes live with the version that was rolled back to', async () => {
    await commit(times(2))
    game.hotReload.rollback(id)
    await game.edit({ 'npc/steer': steerText.replace('stride = 1', 'stride = 10') })
    expect(pace()).toBe(10)
  })

  test('the version runs with the helper it had, until the next edit', async () => {
    await commit(times(2))
    await game.edit({ 'npc/steer': steerText.replace('stride = 1', 'stride = 10') })
    game.play()
    expect(pace()).toBe(20)
    game.hotReload.rollback(id)
    expect(pace()).toBe(2)
    await game.edit({ [id]: times(3) })
    expect(pace()).toBe(30)
  })

  test('importers that are edited link with the version that was rolled back to', async () => {
    const exporting = (name: string) => `${times(2)}\nexport const mood = '${name}'`
    await commit(exporting('calm'))
    await commit(exporting('wild'))
    game.hotReload.rollback(id)
    await game.edit({
      mirror: `import { defineSystem } from 'tickswap'
import { Position } from '../components'
import { mood } from './npc/wander'
export default defineSystem({ update() { Position.x[0] = mood === 'calm' ? 1 : 2 } })`,
    })
    game.play(1)
    expect(Position.x[0]).toBe(1)
  })

  test('the text that was left brings its version back', async () => {
    const two = await commit(times(2))
    game.hotReload.rollback(id)
    game.play(1)
    await game.edit({ [id]: times(2) })
    expect(current()).toBe(two)
    expect(pace()).toBe(2)
  })
})

describe('rolling back is rejected', () => {
  test('where there is nothing to go back to', () => {
    expect(() => game.hotReload.rollback(id)).toThrow(
      new TickswapError(
        `The history of "npc/wander" holds no committed version before ${current()}. It holds ${current()} (committed).`,
      ),
    )
  })

  test('to a version that was withdrawn', async () => {
    await commit(throwing)
    const [withdrawn] = game.hotReload.history(id)
    expect(() => game.hotReload.rollback(id, withdrawn?.version)).toThrow(
      /^Version \d+ of "npc\/wander" was withdrawn, so it cannot run again; .* threw in update: lost\./,
    )
  })

  test('to the current version, an unknown version and an unknown script', () => {
    expect(() => game.hotReload.rollback(id, current())).toThrow(/is current already/)
    expect(() => game.hotReload.rollback(id, 0)).toThrow(/holds no version 0/)
    expect(() => game.hotReload.rollback('npc/wonder')).toThrow(/did you mean "npc\/wander"\?/)
  })

  test('by a setup that throws now, and nothing has changed', async () => {
    const fussy = times(2).replace(
      'update(',
      "setup() { if (Position.x[0]) throw new Error('no') }, update(",
    )
    await commit(fussy)
    const three = await commit(times(3))
    Position.x[0] = 1
    expect(() => game.hotReload.rollback(id)).toThrow(/threw in setup: no/)
    expect(current()).toBe(three)
    expect(outcomes()).toEqual(['committed', 'committed', 'committed'])
    expect(game.hotReload.rollbacks()).toEqual([])
  })
})

describe('the history', () => {
  test('holds source, code, map, hash, time, outcome and reason, newest first', async () => {
    time = 5_000
    const two = await commit(times(2))
    expect(game.hotReload.history(id)).toEqual([
      {
        version: two,
        depth: 0,
        time: 5_000,
        text: times(2),
        code: expect.stringMatching(/delta ?\* ?2/),
        map: expect.stringContaining('"mappings"'),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        outcome: 'committed',
        reason: 'It ran on all entities without a fault.',
      },
      expect.objectContaining({ depth: 1, time: 1_000, text: wanderText, outcome: 'committed' }),
    ])
  })

  test('tells what became of each version, and why', async () => {
    await game.edit({ [id]: times(2) })
    await game.edit({ [id]: times(3) })
    const three = current()
    expect(game.hotReload.history(id)).toMatchObject([
      { outcome: 'rolling', reason: 'It has not proven itself yet.' },
      {
        outcome: 'superseded',
        reason: `Version ${three} superseded it before it had proven itself.`,
      },
      { outcome: 'committed', reason: 'It went live without a rollout.' },
    ])
    await commit(throwing)
    expect(game.hotReload.history(id)[0]).toMatchObject({
      outcome: 'withdrawn',
      reason: expect.stringContaining('threw in update: lost'),
    })
  })

  test('is empty for helpers and unknown scripts', () => {
    expect(game.hotReload.history('npc/steer')).toEqual([])
    expect(game.hotReload.history('unknown')).toEqual([])
  })

  test('holds a limited number of versions, but always the one that runs', async () => {
    game = startGame({ historyDepth: 3 })
    const good = await commit(times(2))
    for (let attempt = 0; attempt < 5; attempt++)
      await commit(`${throwing}\nexport const attempt = ${attempt}`)
    expect(outcomes()).toEqual(['withdrawn', 'withdrawn', 'committed'])
    expect(game.hotReload.history(id).at(-1)?.version).toBe(good)
  })

  test('of no depth is rejected', () => {
    expect(() => startGame({ historyDepth: 0 })).toThrow(/historyDepth must be .* not 0/)
  })
})

describe('an earlier text', () => {
  test('brings its version back without compiling, under its number', async () => {
    let compilations = 0
    const counting: Compiler = {
      ...compiler,
      compile: (request) => {
        compilations += 1
        return compiler.compile(request)
      },
    }
    game = startGame({ compiler: counting })
    const first = current()
    const two = await commit(times(2))
    const before = compilations
    expect(await commit(wanderText)).toBe(first)
    expect(pace()).toBe(1)
    expect(await commit(times(2))).toBe(two)
    expect(pace()).toBe(2)
    expect(compilations).toBe(before)
    expect(outcomes()).toEqual(['committed', 'committed'])
  })

  test('of a helper brings its importers back as they were', async () => {
    const first = current()
    const long = await commitHelper(steerText.replace('stride = 1', 'stride = 10'))
    expect(pace()).toBe(10)
    expect(await commitHelper(steerText)).toBe(first)
    expect(pace()).toBe(1)
    expect(await commitHelper(steerText.replace('stride = 1', 'stride = 10'))).toBe(long)
    expect(pace()).toBe(10)
  })

  test('is a new version when its helper has changed meanwhile', async () => {
    const first = current()
    await commit(times(2))
    await commitHelper(steerText.replace('stride = 1', 'stride = 10'))
    expect(await commit(wanderText)).toBeGreaterThan(first)
    expect(pace()).toBe(10)
  })

  async function commitHelper(text: string): Promise<number> {
    await game.edit({ 'npc/steer': text })
    game.play()
    return current()
  }
})
