// From an edited text to a running version: the whole pipeline, with a real engine and a real
// compiler.

import type { Compiler } from 'tickswap/hotreload/adapters'
import { beforeEach, describe, expect, test } from 'vitest'
import { Position } from '../game/components.ts'
import { compiler, type Game, startGame, steerText, wanderText } from '../game/start-game.ts'

let game: Game

beforeEach(() => {
  game = startGame()
})

const fasterSteer = steerText.replace('stride = 1', 'stride = 100')

describe('an edit', () => {
  test('runs in the next frame and keeps the state of the entity', async () => {
    game.behaviours.step(1)
    await game.edit({ 'npc/wander': wanderText.replace('delta)', 'delta * 10)') })
    game.behaviours.step(1)
    expect(Position.x[game.wanderer]).toBe(11)
    expect(game.steps()).toBe(2)
  })

  test('tells the generation, the versions and the time it took', async () => {
    await game.edit({ 'npc/wander': wanderText.replace('delta)', 'delta * 10)') })
    const [event] = game.published
    expect(event).toEqual({
      generation: expect.any(Number),
      versions: { 'npc/wander': game.behaviours.inspect('npc/wander').version },
      texts: ['npc/wander'],
      reasons: { 'npc/wander': { code: 'edited', sentence: 'Its text changed.' } },
      milliseconds: expect.any(Number),
    })
  })

  test('of a helper compiles one file and re-evaluates exactly its dependents', async () => {
    await game.edit({ lonely: 'export default 1' })
    await game.edit({ 'npc/steer': fasterSteer })
    expect(game.told).toEqual(['compiled npc/steer', 'published npc/wander'])
    game.behaviours.step(1)
    expect(Position.x[game.wanderer]).toBe(100)
  })

  test('of a script leaves the helpers it imports as they are', async () => {
    await game.edit({ counter: 'export const counted = { times: 0 }; counted.times++' })
    await game.edit({ first: usesCounter('first') })
    await game.edit({ first: usesCounter('second') })
    game.behaviours.step(1)
    expect(Position.x[0]).toBe(1)
  })

  test('that changes a comment makes no version', async () => {
    const before = game.behaviours.inspect('npc/wander').version
    await game.edit({ 'npc/wander': `// New words.\n${wanderText}` })
    expect(game.told).toEqual(['compiled npc/wander', 'unchanged npc/wander'])
    expect(game.behaviours.inspect('npc/wander').version).toBe(before)
  })

  test('back to the initial text is a version again', async () => {
    await game.edit({ 'npc/wander': wanderText.replace('delta)', 'delta * 10)') })
    await game.edit({ 'npc/wander': wanderText })
    expect(game.told).toContain('published npc/wander')
    game.behaviours.step(1)
    expect(Position.x[game.wanderer]).toBe(1)
  })

  test('that is superseded by a newer text never goes live', async () => {
    game.report({ 'npc/steer': steerText.replace('stride = 1', 'stride = 50') })
    await game.edit({ 'npc/steer': fasterSteer })
    expect(game.published.length).toBe(1)
    game.behaviours.step(1)
    expect(Position.x[game.wanderer]).toBe(100)
  })

  test('after the close does nothing', async () => {
    await game.hotReload.close()
    await game.edit({ 'npc/steer': fasterSteer })
    expect(game.published).toEqual([])
  })
})

describe('a broken text', () => {
  test('leaves the running version alone and shows line and column', async () => {
    await game.edit({ 'npc/wander': 'const ü = "😀"; let x = ;' })
    game.behaviours.step(1)
    expect(Position.x[game.wanderer]).toBe(1)
    expect(game.diagnostics()).toMatchObject([
      {
        stage: 'compile',
        code: 'syntax',
        script: 'npc/wander',
        message: 'Unexpected ";"',
        location: { file: 'npc/wander.ts', line: 1, column: 25 },
      },
    ])
  })

  test('that is sent again keeps its diagnostics and is not compiled again', async () => {
    await game.edit({ 'npc/wander': 'let x = ;' })
    await game.edit({ 'npc/wander': 'let x = ;' })
    expect(game.told).toEqual(['rejected npc/wander'])
    expect(game.diagnostics().length).toBe(1)
  })

  test('is forgotten when the text that runs comes back', async () => {
    await game.edit({ 'npc/wander': 'let x = ;' })
    await game.edit({ 'npc/wander': wanderText })
    expect(game.told).toContain('unchanged npc/wander')
    expect(game.diagnostics()).toEqual([])
  })

  test('keeps the other texts of its report from going live, until it is mended', async () => {
    await game.edit({ 'npc/steer': fasterSteer, other: 'let x = ;' })
    expect(game.published).toEqual([])
    await game.edit({ other: 'export {}' })
    game.behaviours.step(1)
    expect(Position.x[game.wanderer]).toBe(100)
    expect(game.diagnostics()).toEqual([])
  })

  test('loses its diagnostics when it is mended, also while another one of its report is not', async () => {
    await game.edit({ one: 'let x = ;', two: 'let y = ;' })
    await game.edit({ two: 'export {}' })
    expect(game.diagnostics().map(({ script }) => script)).toEqual(['one'])
  })

  test('does not hold up a report that has nothing to do with it', async () => {
    await game.edit({ other: 'let x = ;' })
    await game.edit({ 'npc/steer': fasterSteer })
    expect(game.told).toContain('published npc/wander')
  })
})

describe('texts that need each other', () => {
  const importer = wanderText
    .replace('advance }', 'advance, boost }')
    .replace('delta)', 'delta * boost)')
  const exporter = `${steerText}export const boost = 7\n`

  test('go live together when the importer is saved first', async () => {
    await game.edit({ 'npc/wander': importer })
    expect(game.rejected[0]?.diagnostics).toMatchObject([
      { code: 'missing-export', location: { line: 5, column: 19, length: 5 } },
    ])
    await game.edit({ 'npc/steer': exporter })
    game.behaviours.step(1)
    expect(Position.x[game.wanderer]).toBe(7)
    expect(game.diagnostics()).toEqual([])
  })

  test('go live together when an export is removed before its last use', async () => {
    await game.edit({ 'npc/steer': 'export const step = (x: number, d: number) => x + 3 * d' })
    expect(game.diagnostics()).toMatchObject([{ code: 'missing-export', script: 'npc/wander' }])
    await game.edit({ 'npc/wander': wanderText.replaceAll('advance', 'step') })
    game.behaviours.step(1)
    expect(Position.x[game.wanderer]).toBe(3)
    expect(game.diagnostics()).toEqual([])
  })

  test('do not hold up an edit that has nothing to do with them', async () => {
    await game.edit({ 'npc/wander': importer })
    await game.edit({ other: 'export default 1' })
    expect(game.diagnostics().map(({ script }) => script)).toEqual(['npc/wander'])
    await game.edit({ 'npc/steer': exporter })
    expect(game.told).toContain('published npc/wander')
  })
})

describe('the pipeline', () => {
  test('reports a listener that throws and goes on', async () => {
    const failures: unknown[] = []
    game.hotReload.on('changed', () => {
      throw new Error('a bad listener')
    })
    game.hotReload.on('listenerFailed', (failure) => failures.push(failure))
    await game.edit({ 'npc/steer': fasterSteer })
    expect(game.published.length).toBe(1)
    expect(failures).toMatchObject([{ event: 'changed' }])
  })

  test.each(['../evil', '/etc/passwd', 'a/%2e%2e/b', 'a\\b', 'npc/../wander', 'nul', 'c:/x', ''])(
    'refuses the script id %j',
    async (id) => {
      await game.edit({ [id]: 'export default 1' })
      expect(game.rejected[0]?.diagnostics).toMatchObject([
        { stage: 'safety', code: 'bad-script-id' },
      ])
      expect(game.told).toEqual([`rejected ${id}`])
    },
  )

  test('tells that the compiler failed, and takes the same text again afterwards', async () => {
    const broken = startGame({ compiler: { ...compiler, compile: failingOnce(compiler) } })
    await broken.hotReload.settled()
    await broken.edit({ 'npc/steer': fasterSteer })
    await broken.edit({ 'npc/steer': fasterSteer })
    expect(broken.failed.length).toBeGreaterThan(0)
    expect(broken.published.length).toBe(1)
  })
})

function usesCounter(name: string): string {
  return `import { defineSystem } from 'tickswap'
import { Position } from '../components'
import { counted } from './counter'
export const name = '${name}'
export default defineSystem({ update() { Position.x[0] = counted.times } })`
}

function failingOnce({ compile }: Compiler): Compiler['compile'] {
  let failures = 0
  return async (request) => {
    if (failures++ === 0) throw new Error('The worker died.')
    return compile(request)
  }
}
