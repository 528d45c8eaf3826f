// Emitter: passes events to listeners. A listener that throws is reported and stops no other.

import { record } from './record.ts'

/** The event that every emitter has: a listener of another event threw. */
export interface ListenerFailed {
  readonly listenerFailed: { readonly event: string; readonly error: unknown }
}

type Listeners<Events> = { [E in keyof Events]?: Set<(payload: Events[E]) => void> }

/** Listeners by event name; `Events` maps each name to its payload. */
export class Emitter<Events extends ListenerFailed> {
  #listeners: Listeners<Events> = record()

  /** Calls `listener` at every `event` until the returned function is called. */
  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void {
    let listeners = this.#listeners[event]
    if (!listeners) this.#listeners[event] = listeners = new Set()
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  /** Whether an event has listeners, so that callers can skip making the payload. */
  has(event: keyof Events): boolean {
    return !!this.#listeners[event]?.size
  }

  /** Calls the listeners of `event` in the order in which they were added. */
  emit<E extends keyof Events>(event: E, payload: Events[E]): void {
    for (const listener of this.#listeners[event] ?? []) {
      try {
        listener(payload)
      } catch (error) {
        this.#report(String(event), error)
      }
    }
  }

  /** Removes all listeners. */
  clear(): void {
    this.#listeners = record()
  }

  #report(event: string, error: unknown): void {
    if (event === 'listenerFailed') return
    this.emit('listenerFailed', { event, error })
  }
}
