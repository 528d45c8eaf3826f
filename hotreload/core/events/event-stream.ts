// The event stream: the pipeline's emitter, whose events can also be taken one by one, in a loop.

import { Emitter } from 'tickswap'
import type { HotReloadEvent, HotReloadEvents } from './hot-reload-events.ts'

/** Each event with its name: the compiler sees that none is missing. */
const named: {
  readonly [E in keyof HotReloadEvents]: (payload: HotReloadEvents[E]) => HotReloadEvent
} = {
  changed: (payload) => ({ event: 'changed', payload }),
  compiled: (payload) => ({ event: 'compiled', payload }),
  rejected: (payload) => ({ event: 'rejected', payload }),
  unchanged: (payload) => ({ event: 'unchanged', payload }),
  published: (payload) => ({ event: 'published', payload }),
  removed: (payload) => ({ event: 'removed', payload }),
  checked: (payload) => ({ event: 'checked', payload }),
  retrying: (payload) => ({ event: 'retrying', payload }),
  rollout: (payload) => ({ event: 'rollout', payload }),
  swapped: (payload) => ({ event: 'swapped', payload }),
  settled: (payload) => ({ event: 'settled', payload }),
  committed: (payload) => ({ event: 'committed', payload }),
  faulted: (payload) => ({ event: 'faulted', payload }),
  rolledBack: (payload) => ({ event: 'rolledBack', payload }),
  alerted: (payload) => ({ event: 'alerted', payload }),
  warned: (payload) => ({ event: 'warned', payload }),
  failed: (payload) => ({ event: 'failed', payload }),
  listenerFailed: (payload) => ({ event: 'listenerFailed', payload }),
}

/** Hands events to listeners and to loops over `stream()`. */
export class EventStream extends Emitter<HotReloadEvents> {
  readonly #readers = new Set<Reader>()

  override emit<E extends keyof HotReloadEvents>(event: E, payload: HotReloadEvents[E]): void {
    super.emit(event, payload)
    for (const reader of this.#readers) reader.take(named[event](payload))
  }

  /** Every event from now on. What is not read yet is kept. */
  stream(): AsyncIterableIterator<HotReloadEvent> {
    const reader = new Reader(() => this.#readers.delete(reader))
    this.#readers.add(reader)
    return reader
  }

  /** Ends all loops and forgets all listeners. */
  override clear(): void {
    super.clear()
    for (const reader of this.#readers) reader.end()
  }
}

class Reader implements AsyncIterableIterator<HotReloadEvent> {
  readonly #onEnd: () => void
  readonly #unread: HotReloadEvent[] = []
  #isOver = false
  #wake: (() => void) | undefined

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd
  }

  take(event: HotReloadEvent): void {
    this.#unread.push(event)
    this.#wake?.()
  }

  end(): void {
    this.#isOver = true
    this.#onEnd()
    this.#wake?.()
  }

  async next(): Promise<IteratorResult<HotReloadEvent, undefined>> {
    while (this.#unread.length === 0 && !this.#isOver) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    const event = this.#unread.shift()
    return event ? { done: false, value: event } : { done: true, value: undefined }
  }

  async return(): Promise<IteratorResult<HotReloadEvent, undefined>> {
    this.#unread.length = 0
    this.end()
    return { done: true, value: undefined }
  }

  [Symbol.asyncIterator](): this {
    return this
  }
}
