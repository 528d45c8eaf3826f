// Uptime: the part of the time in which every script ran.

import type { Behaviours, Emitter, Milliseconds } from 'tickswap'
import type { HotReloadEvents } from '../events/hot-reload-events.ts'

export interface UptimeParts {
  readonly behaviours: Behaviours
  readonly events: Emitter<HotReloadEvents>
  readonly now: () => Milliseconds
}

/** Knows from events which scripts are down: suspended, gone, or waiting for a version that works. */
export class Uptime {
  readonly #parts: UptimeParts
  readonly #unsubscribe: readonly (() => void)[]
  readonly #down = new Set<string>()
  readonly #start: Milliseconds
  /** The time that has passed with a script down, and since when one is. */
  #lost: Milliseconds = 0
  #since: Milliseconds

  constructor(parts: UptimeParts) {
    const { behaviours, events, now } = parts
    this.#parts = parts
    this.#start = now()
    this.#since = this.#start
    for (const { id } of behaviours.inspect()) this.#look(id)
    this.#unsubscribe = [
      behaviours.on('registered', ({ id }) => this.#look(id)),
      behaviours.on('published', ({ versions }) => {
        for (const id of Object.keys(versions)) this.#up(id)
      }),
      behaviours.on('faulted', ({ id, outcome }) => {
        if (outcome === 'withdrawn' || outcome === 'suspended') this.#look(id)
      }),
      events.on('removed', ({ ids }) => {
        for (const id of ids) if (behaviours.has(id)) this.#sink(id)
      }),
    ]
  }

  /** From 0 to 1. */
  get rate(): number {
    const now = this.#parts.now()
    const total = now - this.#start
    const lost = this.#down.size > 0 ? this.#lost + now - this.#since : this.#lost
    return total > 0 ? Math.max(0, 1 - lost / total) : 1
  }

  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
  }

  #look(id: string): void {
    const { phase } = this.#parts.behaviours.inspect(id)
    if (phase === 'suspended' || phase === 'waiting') this.#sink(id)
    else this.#up(id)
  }

  #sink(id: string): void {
    if (this.#down.size === 0) this.#since = this.#parts.now()
    this.#down.add(id)
  }

  #up(id: string): void {
    if (this.#down.delete(id) && this.#down.size === 0)
      this.#lost += this.#parts.now() - this.#since
  }
}
