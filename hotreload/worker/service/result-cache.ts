// The result cache: recent compile results by content, so that going back to a text costs nothing.

import type { CompileResult } from 'tickswap/hotreload/adapters'

interface ResultCache {
  get(key: string): CompileResult | undefined
  set(key: string, result: CompileResult): void
}

const MAX_RESULTS = 512
/** Of texts, code and source maps together. The newest result is kept, however long it is. */
const MAX_CHARACTERS = 32_000_000

/** Keeps results within the limits, and evicts the least recently used ones. */
export function createResultCache(): ResultCache {
  const results = new Map<string, CompileResult>()
  let characters = 0

  function forget(key: string): void {
    const result = results.get(key)
    if (result) characters -= lengthOf(result)
    results.delete(key)
  }

  return {
    get(key) {
      const result = results.get(key)
      if (!result) return undefined
      results.delete(key)
      results.set(key, result)
      return result
    },
    set(key, result) {
      forget(key)
      results.set(key, result)
      characters += lengthOf(result)
      for (const oldest of results.keys()) {
        const isWithin = results.size <= MAX_RESULTS && characters <= MAX_CHARACTERS
        if (isWithin || oldest === key) return
        forget(oldest)
      }
    },
  }
}

function lengthOf(result: CompileResult): number {
  if (!result.ok) return 0
  const { text, code, map } = result.module
  return text.length + code.length + map.length
}
