// Namespaces: the objects that scripts' exports are collected in.

/**
 * An empty object for a module's exports, which compiled code defines as getters (live bindings).
 *
 * It inherits nothing, as a module's namespace. It has a prototype of its own, since V8 keeps the layouts of objects in a tree under their
 * prototype: a second object with the same getter names but other getters leaves the tree and turns
 * into a hash table. Every new version of a helper would be such an object, and each use of an
 * import would cost ten times as much.
 */
export function createNamespace(): Record<string, unknown> {
  return Object.create(Object.create(null))
}

/** The names that a namespace or a host module exports. */
export function namesOf(namespace: object): string[] {
  return Object.getOwnPropertyNames(namespace)
}

/** What a namespace or a host module exports under `name`. */
export function exportOf(namespace: object, name: string): unknown {
  return Reflect.get(namespace, name)
}
