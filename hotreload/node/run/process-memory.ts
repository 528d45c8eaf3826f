// Process memory: how much heap this process uses, for the stats of a hot reload.

/** In bytes. For the option `memory` of `createHotReload`. */
export function processMemory(): number {
  return process.memoryUsage().heapUsed
}
