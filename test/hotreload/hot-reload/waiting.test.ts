// Waiting: events one by one, the next outcome with a time limit, draining and reloading.

import { editorSource } from 'tickswap/hotreload'
import type { Source } from 'tickswap/hotreload/adapters'
import { beforeEach, describe, expect, test } from 'vitest'
import { Position } from '../game/components.ts'
import { type Game, startGame, wanderText } from '../game/start-game.ts'

let game: Game

beforeEach(() => {
  game = startGame()
})

const faster = wanderText.replace('delta)', 'delta * 10)')

describe('events()', () => {
  test('hands out every event in order, also those that nobody took in time', async () => {
    const events = game.hotReload.events()
    await game.edit({ 'npc/wander': faster })
    const names: string[] = []
    for await (const { event } of events) {
      names.push(event)
      if (event === 'published') break
    }
    // A busy machine may tell more in between, such as an alert that the reload was slow.
    const steps = ['changed', 'compiled', 'published']
    expect(names.filter((name) => steps.includes(name))).toEqual(steps)
  })

  test('ends when the hot reload is closed', async () => {
    const events = game.hotReload.events()
    const ended = (async () => {
      for await (const _ of events);
      return 'ended'
    })()
    await game.hotReload.close()
    expect(await ended).toBe('ended')
  })

  test('keeps nothing for a loop that has ended', async () => {
    const events = game.hotReload.events()
    await events.return?.()
    await game.edit({ 'npc/wander': faster })
    expect(await events.next()).toEqual({ done: true, value: undefined })
  })
})

describe('next()', () => {
  test('resolves with what becomes of the next change', async () => {
    const next = game.hotReload.next()
    game.report({ 'npc/wander': 'let x = ;' })
    expect(await next).toMatchObject({ event: 'rejected', payload: { ids: ['npc/wander'] } })
  })

  test('rejects when nothing comes in time', async () => {
    await expect(game.hotReload.next({ timeout: 5 })).rejects.toThrow(
      'No change was processed within 5 ms.',
    )
  })

  test('rejects when the hot reload is closed', async () => {
    const next = game.hotReload.next()
    const rejected = expect(next).rejects.toThrow(
      'The hot reload was closed while a change was waited for.',
    )
    await game.hotReload.close()
    await rejected
  })
})

describe('drain()', () => {
  test('asks the sources to check again, and takes at once what waits for a burst to end', async () => {
    const editor = editorSource()
    const found = { id: 'npc/wander', file: 'npc/wander.ts', text: faster }
    const source: Source = {
      ...editor,
      async refresh() {
        editor.edit(found)
      },
    }
    game = startGame({ source, intake: { wait: 60_000, maxWait: 60_000, debounce: 0 } })
    await game.hotReload.settled()
    editor.edit({ ...found, text: `${wanderText}\n// one` })
    await game.hotReload.drain()
    game.behaviours.step(1)
    expect(Position.x[game.wanderer]).toBe(10)
  })
})

describe('reload()', () => {
  test('evaluates a script again and publishes a version, though nothing changed', async () => {
    const { version } = game.behaviours.inspect('npc/wander')
    await game.hotReload.reload('npc/wander')
    expect(game.behaviours.inspect('npc/wander').version).toBeGreaterThan(version)
    expect(game.published[0]?.reasons).toMatchObject({ 'npc/wander': { code: 'reloaded' } })
  })

  test('tries a text again that was withdrawn', async () => {
    await game.edit({
      'npc/wander': wanderText.replace(
        'for (const',
        'if (globalThis.__broken) throw new Error("no")\n    for (const',
      ),
    })
    Object.assign(globalThis, { __broken: true })
    game.play(2)
    Reflect.deleteProperty(globalThis, '__broken')
    expect(game.diagnostics()).toMatchObject([{ code: 'fault' }])
    await game.hotReload.reload('npc/wander')
    game.play()
    expect(game.diagnostics()).toEqual([])
    expect(game.hotReload.history('npc/wander')[0]?.outcome).toBe('committed')
  })

  test('of all scripts publishes one generation', async () => {
    await game.hotReload.reload()
    expect(game.published.length).toBe(1)
    expect(Object.keys(game.published[0]?.versions ?? {})).toEqual(['npc/wander'])
  })

  test('rejects a script that it does not know', async () => {
    await expect(game.hotReload.reload('nobody')).rejects.toThrow('There is no script "nobody".')
  })
})

describe('isWatching', () => {
  test('is true once the sources have started, until the close', async () => {
    await game.hotReload.settled()
    expect(game.hotReload.isWatching).toBe(true)
    await game.hotReload.close()
    expect(game.hotReload.isWatching).toBe(false)
  })
})
