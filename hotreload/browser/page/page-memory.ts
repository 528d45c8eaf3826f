// pageMemory: how much heap this page uses, for the stats of a hot reload.

/**
 * In bytes; undefined in browsers that do not report it, which are all that are not built on
 * Chromium. For the option `memory` of `createHotReload`.
 */
export function pageMemory(): number | undefined {
  const memory: unknown = Reflect.get(performance, 'memory')
  if (typeof memory !== 'object' || memory === null || !('usedJSHeapSize' in memory))
    return undefined
  return typeof memory.usedJSHeapSize === 'number' ? memory.usedJSHeapSize : undefined
}
