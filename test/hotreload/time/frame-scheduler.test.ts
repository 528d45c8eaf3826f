// Frame work: pieces of work are done in the time that a frame's swaps leave of the budget.

import { createWorld } from 'bitecs'
import { type Behaviours, createBehaviours } from 'tickswap'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FrameScheduler, type Steps } from '#hotreload/core/time/frame-scheduler'

let time: number
let behaviours: Behaviours
let work: FrameScheduler
let done: number[]

beforeEach(() => {
  time = 0
  done = []
  behaviours = createBehaviours(createWorld(), { budget: 1, now: () => time })
  work = new FrameScheduler({ behaviours, now: () => time })
})

afterEach(() => {
  vi.useRealTimers()
  work.close()
})

/** Asks for pieces, one after the other, which take a time each. */
async function ask(pieces: number, milliseconds: number): Promise<void> {
  // Pieces that a test leaves over are not the next one's.
  const [own, log] = [work, done]
  for (let piece = 0; piece < pieces; piece++) {
    await own.do(() => {
      time += milliseconds
      log.push(piece)
    })
  }
}

/** Lets the game make a frame, and what waits for it run. */
async function frame(): Promise<void> {
  behaviours.step(1 / 60)
  await microtasks()
}

async function microtasks(): Promise<void> {
  for (let turn = 0; turn < 100; turn++) await Promise.resolve()
}

test('the first piece is done at once', async () => {
  ask(1, 0.4)
  await microtasks()
  expect(done).toEqual([0])
})

test('the pieces of a lone edit are done at once, within a head start of 2 ms', async () => {
  ask(10, 0.25)
  await microtasks()
  expect(done.length).toBe(8)
})

test('a frame does as much as its budget has room for', async () => {
  ask(30, 0.25)
  await microtasks()
  await frame()
  expect(done.length).toBe(12)
  await frame()
  expect(done.length).toBe(16)
})

test('there is no head start for what comes soon after other work', async () => {
  ask(8, 0.25)
  await microtasks()
  await frame()
  time += 50
  ask(8, 0.25)
  await microtasks()
  expect(done.length).toBe(12)
  await frame()
  time += 150
  await frame()
  ask(8, 0.25)
  await microtasks()
  expect(done.length).toBe(24)
})

test('a piece that takes longer than the budget is done alone, one in each frame', async () => {
  ask(3, 5)
  await microtasks()
  expect(done.length).toBe(1)
  await frame()
  expect(done.length).toBe(2)
})

test('a budget in entities limits no time', async () => {
  behaviours.budget = { entities: 10 }
  ask(10, 5)
  await microtasks()
  expect(done.length).toBe(10)
})

test('idle time between frames is used beside the budget', async () => {
  let idle: ((until: number) => void) | undefined
  work.close()
  work = new FrameScheduler({
    behaviours,
    now: () => time,
    requestIdle(callback) {
      idle = callback
      return () => {
        idle = undefined
      }
    },
  })
  ask(20, 0.5)
  await microtasks()
  expect(done.length).toBe(4)
  idle?.(time + 3)
  await microtasks()
  expect(done.length).toBe(10)
  await frame()
  expect(done.length).toBe(12)
  expect(work.feltBefore).toBe(2)
})

test('what a piece returns or throws is handed on', async () => {
  expect(await work.do(() => 7)).toBe(7)
  await frame()
  await expect(
    work.do(() => {
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
})

test('a game that makes no frames is waited for only so long', async () => {
  vi.useFakeTimers()
  ask(3, 5)
  await microtasks()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(done.length).toBe(3)
  expect(vi.getTimerCount()).toBe(0)
})

describe('steps', () => {
  /** Steps that take a time each. */
  function* steps(count: number, milliseconds: number): Steps<string> {
    for (let step = 0; step < count; step++) {
      time += milliseconds
      done.push(step)
      yield
    }
    return 'all'
  }

  test('are done in one go as long as there is time, and gone on with in the next frame', async () => {
    const result = work.run(steps(12, 0.25))
    expect(done.length).toBe(8)
    await frame()
    expect(done.length).toBe(12)
    await frame()
    expect(await result).toBe('all')
  })

  test('are left once nobody needs the rest', async () => {
    let isDone = false
    const result = work.run(steps(100, 0.25), () => isDone)
    await frame()
    const before = done.length
    isDone = true
    await frame()
    expect(await result).toBeUndefined()
    expect(done.length).toBe(before)
  })

  test('hand on what one of them throws', async () => {
    function* failing(): Steps<void> {
      yield
      throw new Error('no')
    }
    await expect(work.run(failing())).rejects.toThrow('no')
  })
})
