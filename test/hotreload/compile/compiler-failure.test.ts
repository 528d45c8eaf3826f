// A compiler that fails itself: it is reported, and nothing of the game is touched; a superseded
// text fails nobody.

import { SupersededError } from 'tickswap/hotreload/adapters'
import { expect, test } from 'vitest'
import { Position } from '../game/components.ts'
import { compiler, type Game, startGame, wanderText } from '../game/start-game.ts'

let game: Game

const faster = { 'npc/wander': wanderText.replace('delta)', 'delta * 10)') }

test('a compile that fails in the end is reported, and the text may be sent again', async () => {
  let isDown = false
  game = startGame({
    compiler: {
      ...compiler,
      compile: async (request) => {
        if (isDown) throw new Error('The worker is gone.')
        return compiler.compile(request)
      },
    },
  })
  await game.hotReload.reload()
  isDown = true
  await game.edit(faster)
  expect(game.failed).toMatchObject([{ error: { message: 'The worker is gone.' } }])
  isDown = false
  await game.edit(faster)
  game.behaviours.step(1)
  expect(Position.x[game.wanderer]).toBe(10)
})

test('a compiler hears at once that its answer is not needed any more', async () => {
  const aborted: string[] = []
  let begin = () => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  game = startGame({
    compiler: {
      ...compiler,
      compile: (request, signal) => {
        if (!request.text.includes('superseded')) return compiler.compile(request)
        begin()
        return new Promise((_, reject) => {
          signal?.addEventListener('abort', () => {
            aborted.push(request.id)
            reject(new SupersededError('A newer text came in.'))
          })
        })
      },
    },
  })
  await game.hotReload.reload()
  game.report({ 'npc/wander': `${wanderText}// superseded` })
  await begun
  await game.edit(faster)
  expect(aborted).toEqual(['npc/wander'])
  expect(game.failed).toEqual([])
  expect(game.told).toContain('published npc/wander')
})

test('a compile that is tried again is reported', async () => {
  let retry: ((attempt: number) => void) | undefined
  const retrying: unknown[] = []
  game = startGame({
    compiler: {
      ...compiler,
      onRetry: (listener) => {
        retry = (attempt) => listener({ id: 'npc/wander', attempt, delay: 50, error: 'gone' })
        return () => {
          retry = undefined
        }
      },
    },
  })
  game.hotReload.on('retrying', (event) => retrying.push(event))
  retry?.(1)
  expect(retrying).toEqual([{ id: 'npc/wander', attempt: 1, delay: 50, error: 'gone' }])
  await game.hotReload.close()
  expect(retry).toBeUndefined()
})
