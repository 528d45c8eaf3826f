// The result cache: what was compiled lately, by content, so that going back to a text costs nothing.

import type { CompileResult } from 'tickswap/hotreload'

export interface ResultCache {
  get(key: string): CompileResult | undefined
  set(key: string, result: CompileResult): void
}

/** Keeps `capacity` results and forgets the one that was not asked for the longest. */
export function createResultCache(capacity: number): ResultCache {
  const results = new Map<string, CompileResult>()
  return {
    get(key) {
      const result = results.get(key)
      if (!result) return undefined
      results.delete(key)
      results.set(key, result)
      return result
    },
    set(key, result) {
      results.set(key, result)
      if (results.size <= capacity) return
      for (const oldest of results.keys()) {
        results.delete(oldest)
        return
      }
    },
  }
}
