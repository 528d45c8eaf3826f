// Ownership: the resources of a version, which are disposed when it is released.

import type { Milliseconds } from '../base/duration.ts'

/** What can be listened to: a DOM element, a window, a socket, Node's `EventTarget`. */
export interface EventSource<E> {
  addEventListener(type: string, listener: (event: E) => void): void
  removeEventListener(type: string, listener: (event: E) => void): void
}

/** What can be disposed: a function to call, or an object with `close`, `dispose` or `destroy`. */
export type Resource = (() => void) | { close(): void } | { dispose(): void } | { destroy(): void }

/**
 * Holds resources for one version. They are disposed, last taken first, when the version is
 * released: after it was replaced or withdrawn, or when the game ends. What a callback throws is a
 * fault of the version.
 */
export interface Ownership {
  /** Calls `callback` once, after a time. Returns a function that cancels it. */
  timeout(milliseconds: Milliseconds, callback: () => void): () => void
  /** Calls `callback` repeatedly. Returns a function that cancels it. */
  interval(milliseconds: Milliseconds, callback: () => void): () => void
  /** Calls `listener` at every event. Returns a function that removes it. */
  listen<E>(source: EventSource<E>, type: string, listener: (event: E) => void): () => void
  /** Disposes `resource` when the version is released. Returns the same resource. */
  take<R extends Resource>(resource: R): R
}

/** Disposes a resource. */
export function dispose(resource: Resource): void {
  if (typeof resource === 'function') resource()
  else if ('close' in resource) resource.close()
  else if ('dispose' in resource) resource.dispose()
  else resource.destroy()
}
