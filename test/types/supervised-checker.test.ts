// The supervised checker: its time limit, with a thread whose answers the test decides, and what is
// left of terminated threads.

import { createSupervisedChecker } from 'tickswap/types'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

const question = { changes: [], ids: [] }

describe('the time limit', () => {
  const TIME_LIMIT = 1_000
  let answers: (() => void)[]
  let ended: number

  beforeEach(() => {
    vi.useFakeTimers()
    answers = []
    ended = 0
  })

  afterEach(() => {
    vi.useRealTimers()
  })

  function createChecker() {
    return createSupervisedChecker({
      name: 'test checker',
      timeLimit: TIME_LIMIT,
      start: () => ({
        check: () => new Promise((resolve) => answers.push(() => resolve([]))),
        end() {
          ended += 1
        },
      }),
    })
  }

  test('terminates a thread that does not answer, and not a moment earlier', async () => {
    const checking = expect(createChecker().check(question)).rejects.toThrow(
      'took longer than 1,000 ms',
    )
    await vi.advanceTimersByTimeAsync(TIME_LIMIT - 1)
    expect(ended).toBe(0)
    await vi.advanceTimersByTimeAsync(2)
    await checking
    expect(ended).toBe(1)
  })

  test('accepts an answer that has arrived when the time is up, and was not received before', async () => {
    const checking = createChecker().check(question)
    await vi.advanceTimersByTimeAsync(0)
    setTimeout(() => answers[0]?.(), TIME_LIMIT)
    await vi.advanceTimersByTimeAsync(TIME_LIMIT + 2)
    expect(ended).toBe(0)
    expect(await checking).toEqual([])
  })
})

test('a thread that failed is garbage collected, and what its end returned', async () => {
  const ends: WeakRef<object>[] = []
  const end: () => void = () => {
    const answer = { bulk: new Array(100).fill(0) }
    ends.push(new WeakRef(answer))
    return Promise.resolve(answer)
  }
  const check = () => Promise.reject(new Error('broken'))
  const checker = createSupervisedChecker({ name: 'test checker', start: () => ({ check, end }) })
  for (let thread = 0; thread < 100; thread++) {
    await expect(checker.check(question)).rejects.toThrow('broken')
  }
  await new Promise((resolve) => setTimeout(resolve))
  globalThis.gc?.()
  expect(ends).toHaveLength(100)
  expect(ends.filter((answer) => answer.deref()).length).toBeLessThanOrEqual(1)
})
