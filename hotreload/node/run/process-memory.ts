// Process memory: how much of the heap this process uses, for the figures of a hot reload.

/** In bytes. For the option `memory` of `createHotReload`. */
export function processMemory(): number {
  return process.memoryUsage().heapUsed
}
