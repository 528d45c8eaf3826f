// The supervised checker: what is left of threads that were ended.

import { createSupervisedChecker } from 'tickswap/types'
import { expect, test } from 'vitest'

test('a thread that failed is let go, and what came of its end', async () => {
  const ends: WeakRef<object>[] = []
  const end: () => void = () => {
    const answer = { bulk: new Array(100).fill(0) }
    ends.push(new WeakRef(answer))
    return Promise.resolve(answer)
  }
  const check = () => Promise.reject(new Error('broken'))
  const checker = createSupervisedChecker({ name: 'test checker', start: () => ({ check, end }) })
  for (let thread = 0; thread < 100; thread++) {
    await expect(checker.check({ changes: [], ids: [] })).rejects.toThrow('broken')
  }
  await new Promise((resolve) => setTimeout(resolve))
  globalThis.gc?.()
  expect(ends).toHaveLength(100)
  expect(ends.filter((answer) => answer.deref()).length).toBeLessThanOrEqual(1)
})
