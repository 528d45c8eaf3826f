// Page memory: some bytes in a browser that tells, and undefined in one that does not.

import { pageMemory } from 'tickswap/hotreload/browser'
import { expect, test, vi } from 'vitest'

test('a page on Chromium uses some bytes', () => {
  expect(pageMemory()).toBeGreaterThan(100_000)
})

test('other browsers do not tell', () => {
  const memory = vi.spyOn(Reflect, 'get').mockReturnValue(undefined)
  try {
    expect(pageMemory()).toBeUndefined()
  } finally {
    memory.mockRestore()
  }
})
