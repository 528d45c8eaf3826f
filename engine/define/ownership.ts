// Ownership: what a version takes while it lives and gives back when it is released.

import type { Milliseconds } from '../base/duration.ts'

/** What gets listened to: a DOM element, a window, a socket, an `EventTarget` of Node. */
export interface EventSource<E> {
  addEventListener(type: string, listener: (event: E) => void): void
  removeEventListener(type: string, listener: (event: E) => void): void
}

/** What can be given back: a function to call, or an object with `close`, `dispose` or `destroy`. */
export type Resource = (() => void) | { close(): void } | { dispose(): void } | { destroy(): void }

/**
 * Takes things on behalf of one version. All of it is given back when the version is released, last taken first: when
 * it was replaced, withdrawn, or the game ends. What a callback throws is a fault of the version, not of the game.
 */
export interface Ownership {
  /** Calls `callback` once, after a time. Returns how to call it off. */
  timeout(milliseconds: Milliseconds, callback: () => void): () => void
  /** Calls `callback` again and again. Returns how to end it. */
  interval(milliseconds: Milliseconds, callback: () => void): () => void
  /** Calls `listener` at every event. Returns how to end it. */
  listen<E>(source: EventSource<E>, type: string, listener: (event: E) => void): () => void
  /** Gives `resource` back at the end of the version. Returns the same resource. */
  take<R extends Resource>(resource: R): R
}

/** Gives a resource back. */
export function giveBack(resource: Resource): void {
  if (typeof resource === 'function') resource()
  else if ('close' in resource) resource.close()
  else if ('dispose' in resource) resource.dispose()
  else resource.destroy()
}
