// once: module-level state of a script that outlives its versions.

const kept = new Map<string, unknown>()

/**
 * Makes a value the first time, and hands the same one to every later version. For what belongs to a module and not
 * to an entity: a cache, a connection, a score. State of entities goes into columns; what must be given back with the
 * version goes through `own`.
 *
 * @param key names the value across all scripts, so begin it with the script's id: `'npc/wander:paths'`.
 * @example `const paths = once('npc/wander:paths', () => new Map<number, Path>())`
 */
export function once<T>(key: string, init: () => T): T {
  if (!kept.has(key)) kept.set(key, init())
  // The key stands for the type: nothing else can connect two modules that never exist at the same time.
  return kept.get(key) as T
}

/** Forgets the value, so that the next `once` makes a new one. For tests, and for a script that starts over. */
export function forgetOnce(key: string): void {
  kept.delete(key)
}
