// Decisions and inspection: everything that was decided can say why.

import type { Decision } from 'tickswap/hotreload'
import { textHash } from 'tickswap/hotreload/adapters'
import { beforeEach, describe, expect, test } from 'vitest'
import { compiler, type Game, startGame, steerText, wanderText } from '../game/start-game.ts'

const id = 'npc/wander'
const edited = wanderText.replace('delta)', 'delta * 2)')
const throwing = wanderText.replace('for (', 'throw new Error("lost"); for (')

let game: Game
let time: number

beforeEach(() => {
  time = 1_000
  game = startGame({ now: () => time })
})

function last(): Decision | undefined {
  return game.hotReload.decisions()[0]
}

function current(): number {
  return game.behaviours.inspect(id).version
}

describe('a decision', () => {
  test('to publish says why, and what becomes of each field', async () => {
    time = 5_000
    await game.edit({
      [id]: wanderText
        .replace('steps: f32(0)', 'steps: u8(0), mood: f32(1)')
        .replace('f32 }', 'f32, u8 }'),
    })
    expect(last()).toEqual({
      time: 5_000,
      id,
      decision: 'published',
      version: current(),
      reason: { code: 'edited', sentence: 'Its text changed.' },
      changes: [
        {
          field: 'steps',
          change: 'converted',
          reason: expect.stringContaining('"steps" was f32 and is now u8'),
        },
        { field: 'mood', change: 'added', reason: '"mood" is new and starts with its default' },
      ],
    })
  })

  test('to publish what imports an edited helper names the helper', async () => {
    await game.edit({ 'npc/steer': steerText.replace('stride = 1', 'stride = 2') })
    expect(last()).toMatchObject({
      id,
      decision: 'published',
      reason: { code: 're-evaluated', sentence: 'It imports "npc/steer", which changed.' },
      changes: [{ field: 'steps', change: 'kept' }],
    })
  })

  test('to let things be says why', async () => {
    await game.edit({ [id]: `// Nothing.\n${wanderText}` })
    expect(last()).toMatchObject({
      id,
      decision: 'unchanged',
      version: undefined,
      reason: { code: 'same-code' },
    })
  })

  test('to reject carries the problem, and names what others wait for', async () => {
    await game.edit({ [id]: 'let x = ;', 'npc/other': 'export const other = 1' })
    expect(game.hotReload.decisions(id)).toMatchObject([
      { decision: 'rejected', reason: { code: 'syntax', sentence: 'Unexpected ";"' } },
    ])
    expect(game.hotReload.decisions('npc/other')).toMatchObject([
      {
        decision: 'rejected',
        reason: {
          code: 'pending',
          sentence: 'It came together with "npc/wander", and goes live once that is fixed.',
        },
      },
    ])
  })

  test('to commit follows when a version has proven itself', async () => {
    await game.edit({ [id]: edited })
    game.play()
    expect(last()).toMatchObject({
      decision: 'committed',
      version: current(),
      reason: { code: 'proven', sentence: 'It ran on all entities without a fault.' },
    })
  })

  test('to withdraw a version reports the fault, once', async () => {
    await game.edit({ [id]: throwing })
    const faulty = current()
    game.play(1)
    expect(game.hotReload.decisions().map(({ decision }) => decision)).toEqual([
      'withdrawn',
      'published',
    ])
    expect(last()).toMatchObject({
      version: faulty,
      reason: {
        code: 'fault-in-update',
        sentence: expect.stringContaining('threw in update: lost.'),
      },
    })
  })

  test('to go back is reported when it was made by hand', async () => {
    await game.edit({ [id]: edited })
    game.play()
    const { to } = game.hotReload.rollback(id)
    expect(last()).toMatchObject({
      decision: 'rolledBack',
      version: to,
      reason: { code: 'by-hand' },
    })
  })

  test('to take a script out is reported', async () => {
    await game.hotReload.remove(id)
    expect(last()).toMatchObject({ id, decision: 'removed', reason: { code: 'removed' } })
  })

  test('is none where the pipeline itself failed, and that is reported', async () => {
    game = startGame({
      compiler: { ...compiler, compile: () => Promise.reject(new Error('the worker died')) },
    })
    await game.edit({ [id]: edited })
    expect(last()).toMatchObject({
      id,
      decision: 'lost',
      reason: {
        code: 'pipeline-failed',
        sentence: 'The hot reload itself failed: the worker died.',
      },
    })
  })

  test('about each of many scripts knows its fields, too', async () => {
    const script = (field: string) => `import { defineBehaviour, f32 } from 'tickswap'
      export default defineBehaviour({ state: { ${field}: f32(0) } })`
    const ids = Array.from({ length: 12 }, (_, i) => `many/n${i}`)
    await game.edit(Object.fromEntries(ids.map((many) => [many, script('old')])))
    game.play(1)
    await game.edit(Object.fromEntries(ids.map((many) => [many, script('young')])))
    while (game.hotReload.decisions('many/n11')[0]?.changes.length === 0) {
      game.play(1)
      await new Promise((resolve) => setImmediate(resolve))
    }
    for (const many of ids) {
      expect(game.hotReload.decisions(many)[0]?.changes).toMatchObject([
        { field: 'young', change: 'added' },
        { field: 'old', change: 'dropped' },
      ])
    }
  })

  test('is kept as one of the last 200', async () => {
    const text = `// Nothing.\n${wanderText}`
    for (let edit = 0; edit < 450; edit++) await game.edit({ [id]: text })
    await game.edit({ [id]: edited })
    const decisions = game.hotReload.decisions()
    expect(decisions.length).toBe(200)
    expect(decisions[0]?.decision).toBe('published')
    expect(decisions[1]?.decision).toBe('unchanged')
  })
})

describe('a script that is inspected', () => {
  test('tells what runs, from which source, and how it fares', async () => {
    await game.edit({ [id]: edited })
    game.play()
    const version = current()
    await game.edit({ [id]: 'let x = ;' })
    const { milliseconds } = game.published[0] ?? {}
    expect(game.hotReload.inspect(id)).toEqual({
      ...game.behaviours.inspect(id),
      version,
      phase: 'committed',
      text: edited,
      hash: textHash(edited),
      diagnostics: game.hotReload.diagnostics(id),
      lastDecision: last(),
      stats: {
        reloads: { total: 2, succeeded: 1, failed: 1 },
        reload: { count: 1, mean: milliseconds, worst: milliseconds },
        rollbacks: 0,
        faults: 0,
      },
    })
    expect(last()?.decision).toBe('rejected')
  })

  test('counts its faults', async () => {
    await game.edit({ [id]: throwing })
    game.play(1)
    expect(game.hotReload.inspect(id)).toMatchObject({
      text: wanderText,
      lastDecision: { decision: 'withdrawn' },
      stats: { faults: 1, rollbacks: 1 },
    })
  })

  test('must be registered', () => {
    expect(() => game.hotReload.inspect('npc/wonder')).toThrow(
      /"npc\/wonder".*did you mean "npc\/wander"\?/,
    )
  })
})
