// The search for circular imports finds one where there is one.

import { expect, it } from 'vitest'
import { cycleIn } from './cycle.ts'

it('finds a circle, however long', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', []],
    ['d', ['b']],
  ])
  expect(cycleIn(graph)).toBe('b → d → b')
})

it('finds none where two ways lead to one module', () => {
  const graph = new Map([
    ['a', ['b', 'c']],
    ['b', ['d']],
    ['c', ['d']],
  ])
  expect(cycleIn(graph)).toBeUndefined()
})
