// Module-level state that outlives the versions of a script.

import { forgetOnce, once } from 'tickswap'
import { expect, it } from 'vitest'

it('makes a value once and hands out the same one', () => {
  const first = once('test:list', () => [1])
  const second = once('test:list', () => [2])
  expect(second).toBe(first)
})

it('makes a new value after the old one is forgotten', () => {
  const first = once('test:forgotten', () => ({}))
  forgetOnce('test:forgotten')
  expect(once('test:forgotten', () => ({}))).not.toBe(first)
})

it('keeps undefined, too', () => {
  let calls = 0
  const init = () => {
    calls += 1
  }
  once('test:nothing', init)
  once('test:nothing', init)
  expect(calls).toBe(1)
})
