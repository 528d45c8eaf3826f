// Pausing: a stopped hot reload hears nothing, goes on running, and catches up when it starts again.

import type { Source, SourceListener } from 'tickswap/hotreload/adapters'
import { watchSource } from 'tickswap/hotreload/node'
import { expect, test } from 'vitest'
import { startGame, steerText, wanderText } from '../game/start-game.ts'
import { createFolder } from '../watch/folder-stage.ts'

const edited = (factor: number) => wanderText.replace('delta)', `delta * ${factor})`)

test('what is saved while it is stopped goes live when it starts again', async () => {
  const folder = createFolder()
  folder.write('npc/wander.ts', wanderText)
  folder.write('npc/steer.ts', steerText)
  const { hotReload, published, play } = startGame({ source: watchSource(folder.root) })
  await expect.poll(() => hotReload.isWatching).toBe(true)
  await hotReload.stop()
  expect(hotReload.isWatching).toBe(false)
  folder.write('npc/wander.ts', edited(2))
  play()
  await hotReload.drain()
  expect(published).toEqual([])
  await hotReload.start()
  expect(hotReload.isWatching).toBe(true)
  await hotReload.settled()
  expect(published.map(({ texts }) => texts)).toEqual([['npc/wander']])
})

test('what came in before it was stopped goes live', async () => {
  const { hotReload, report, published } = startGame()
  report({ 'npc/wander': edited(2) })
  await hotReload.stop()
  await hotReload.settled()
  expect(published.length).toBe(1)
})

test('starting twice starts once, and so does stopping', async () => {
  const calls: string[] = []
  const source: Source = {
    name: 'counted',
    start: () => void calls.push('start'),
    stop: () => void calls.push('stop'),
  }
  const { hotReload } = startGame({ source })
  await hotReload.start()
  await hotReload.stop()
  await hotReload.stop()
  await Promise.all([hotReload.start(), hotReload.start()])
  expect(calls).toEqual(['start', 'stop', 'start'])
})

test('it can be stopped while a source is still starting', async () => {
  let stopped = 0
  let listener: SourceListener | undefined
  const source: Source = {
    name: 'slow',
    start: (given) => {
      listener = given
      return new Promise<void>(() => {})
    },
    stop: () => {
      stopped += 1
    },
  }
  const { hotReload } = startGame({ source })
  expect(listener).toBeDefined()
  await hotReload.stop()
  expect([stopped, hotReload.isWatching]).toEqual([1, false])
})
