// once: module-level state of a script that survives its versions.

const kept = new Map<string, unknown>()

/**
 * Makes a value the first time, and returns the same one to every later version. For what belongs
 * to a module and not to an entity: a cache, a connection, a score. State of entities belongs in
 * columns; what must be disposed with the version belongs in `own`.
 *
 * @param key names the value across all scripts, so prefix it with the script's id:
 * `'npc/wander:paths'`.
 * @example `const paths = once('npc/wander:paths', () => new Map<number, Path>())`
 */
export function once<T>(key: string, init: () => T): T {
  if (!kept.has(key)) kept.set(key, init())
  // Only the key connects two modules that never exist at the same time, so it stands for the type.
  return kept.get(key) as T
}

/** Deletes the value, so that the next `once` makes a new one. For tests, and to start over. */
export function forgetOnce(key: string): void {
  kept.delete(key)
}
