// Host modules: live modules of the game that scripts import, and those that are loaded when first
// needed.

import { defineHosts } from 'tickswap/hotreload'
import { describe, expect, test } from 'vitest'
import * as components from '../game/components.ts'
import { compiler, type Game, startGame } from '../game/start-game.ts'

let game: Game

function start(hosts: Record<string, object | (() => Promise<object>)>): void {
  game = startGame({ hosts: defineHosts({ '../components': components, ...hosts }) })
}

/** A system that writes what it imports where the test sees it. */
const probe = (from: string, name = 'value') => `import { defineSystem } from 'tickswap'
import { Position } from '../components'
import { ${name} } from '${from}'
export default defineSystem({ update() { Position.x[0] = ${name} } })`

function probed(): number | undefined {
  game.behaviours.step(1)
  return components.Position.x[0]
}

describe('a host with a loader', () => {
  test('is loaded when a script first imports it, and not before', async () => {
    let loads = 0
    start({ 'game:late': async () => ({ value: ++loads }) })
    await game.edit({ other: 'export {}' })
    expect(loads).toBe(0)
    await game.edit({ probe: probe('game:late') })
    expect(probed()).toBe(1)
  })

  test('is loaded once for all scripts and versions', async () => {
    let loads = 0
    start({ 'game:late': async () => ({ value: ++loads }) })
    await game.edit({ one: probe('game:late'), two: probe('game:late') })
    await game.edit({ one: `${probe('game:late')}\nexport const more = 1` })
    expect(loads).toBe(1)
  })

  test('that fails rejects the text, says why, and is asked again with the next edit', async () => {
    let loads = 0
    start({
      'game:late': async () => {
        loads += 1
        if (loads === 1) throw new Error('the network is down')
        return { value: 7 }
      },
    })
    await game.edit({ probe: probe('game:late') })
    expect(game.diagnostics()).toMatchObject([
      {
        code: 'failed-host',
        message:
          'Script "probe" imports "game:late", a host module that could not be loaded: the network is down',
        location: { line: 3 },
      },
    ])
    await game.edit({ probe: `${probe('game:late')}\n;[]` })
    expect(probed()).toBe(7)
  })

  test('is checked for what it exports like any other', async () => {
    start({ 'game:late': async () => ({ value: 7 }) })
    await game.edit({ probe: probe('game:late', 'valeu') })
    expect(game.diagnostics()).toMatchObject([{ code: 'missing-export', replacement: 'value' }])
  })
})

describe('a text that brings along what its source knows', () => {
  test('imports hosts that the game has not registered', async () => {
    start({})
    await game.change([
      {
        id: 'probe',
        file: 'probe.ts',
        text: probe('game:brought'),
        hosts: { 'game:brought': async () => ({ value: 9 }) },
      },
    ])
    expect(probed()).toBe(9)
  })

  test('does not replace a host that the game has registered', async () => {
    start({ 'game:own': { value: 1 } })
    await game.change([
      {
        id: 'probe',
        file: 'probe.ts',
        text: probe('game:own'),
        hosts: { 'game:own': async () => ({ value: 9 }) },
      },
    ])
    expect(probed()).toBe(1)
  })

  test('is not compiled again, and its imports lead where the source says', async () => {
    start({ '/src/real.ts': { value: 5 } })
    const request = { id: 'probe', file: 'probe.ts', text: probe('@/alias') }
    const compiled = await compiler.compile(request)
    if (!compiled.ok) throw new Error(compiled.diagnostics[0]?.message)
    const imports = compiled.module.imports.map((entry) => {
      if (entry.specifier !== '@/alias') return entry
      return { ...entry, address: { kind: 'host', key: '/src/real.ts' } as const }
    })
    await game.change([
      { ...request, compiled: { ...compiled, module: { ...compiled.module, imports } } },
    ])
    expect(probed()).toBe(5)
  })

  test('is rejected for what a compiler beside the source says', async () => {
    start({})
    const diagnostics = [
      { severity: 'error', stage: 'compile', code: 'syntax', script: 'probe', message: 'No.' },
    ] as const
    await game.change([
      { id: 'probe', file: 'probe.ts', text: 'let x = ;', compiled: { ok: false, diagnostics } },
    ])
    expect(game.rejected[0]?.diagnostics).toEqual(diagnostics)
  })
})

describe('a script whose text cannot be had', () => {
  test('is rejected for the reason that the source gives, and runs on', async () => {
    start({})
    const diagnostics = [
      {
        severity: 'error',
        stage: 'safety',
        code: 'unreadable',
        script: 'npc/wander',
        message: 'It is not UTF-8.',
      },
    ] as const
    await game.change([{ id: 'npc/wander', file: 'npc/wander.ts', diagnostics }])
    expect(game.diagnostics()).toEqual(diagnostics)
    game.behaviours.step(1)
    expect(game.steps()).toBe(1)
  })
})
