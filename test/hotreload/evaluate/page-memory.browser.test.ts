// pageMemory: some bytes in a browser that reports them, and undefined in one that does not.

import { pageMemory } from 'tickswap/hotreload/browser'
import { afterEach, expect, test } from 'vitest'

afterEach(() => {
  Reflect.deleteProperty(performance, 'memory')
})

test('a page on Chromium uses some bytes', () => {
  expect(pageMemory()).toBeGreaterThan(100_000)
})

test('other browsers do not report it', () => {
  for (const value of [undefined, {}, { usedJSHeapSize: 'much' }]) {
    Object.defineProperty(performance, 'memory', { configurable: true, value })
    expect(pageMemory()).toBeUndefined()
  }
})
