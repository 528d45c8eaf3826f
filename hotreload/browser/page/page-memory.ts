// Page memory: how much of the heap this page uses, for the figures of a hot reload.

/**
 * In bytes; undefined in browsers that do not tell, which are all but those built on Chromium. For the option `memory`
 * of `createHotReload`.
 */
export function pageMemory(): number | undefined {
  const memory: unknown = Reflect.get(performance, 'memory')
  if (typeof memory !== 'object' || memory === null || !('usedJSHeapSize' in memory))
    return undefined
  return typeof memory.usedJSHeapSize === 'number' ? memory.usedJSHeapSize : undefined
}
