// Uptime: the part of the time in which every script ran.

import type { Milliseconds } from 'tickswap'
import type { PipelineState } from '../state/pipeline-state.ts'

/**
 * Knows from events which scripts are down: suspended, removed, or waiting for a version that
 * works.
 */
export class Uptime {
  readonly #state: PipelineState
  readonly #unsubscribe: readonly (() => void)[]
  readonly #down = new Set<string>()
  readonly #start: Milliseconds
  /** The time that has passed with a script down, and since when one is. */
  #lost: Milliseconds = 0
  #since: Milliseconds

  constructor(state: PipelineState) {
    const { behaviours, events, now } = state
    this.#state = state
    this.#start = now()
    this.#since = this.#start
    for (const { id } of behaviours.inspect()) this.#check(id)
    this.#unsubscribe = [
      behaviours.on('registered', ({ id }) => this.#check(id)),
      behaviours.on('published', ({ versions }) => {
        for (const id of Object.keys(versions)) this.#setUp(id)
      }),
      behaviours.on('faulted', ({ id, outcome }) => {
        if (outcome === 'withdrawn' || outcome === 'suspended') this.#check(id)
      }),
      events.on('removed', ({ ids }) => {
        for (const id of ids) if (behaviours.has(id)) this.#setDown(id)
      }),
    ]
  }

  /** From 0 to 1. */
  get rate(): number {
    const now = this.#state.now()
    const total = now - this.#start
    const lost = this.#down.size > 0 ? this.#lost + now - this.#since : this.#lost
    return total > 0 ? Math.max(0, 1 - lost / total) : 1
  }

  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
  }

  #check(id: string): void {
    const { phase } = this.#state.behaviours.inspect(id)
    if (phase === 'suspended' || phase === 'waiting') this.#setDown(id)
    else this.#setUp(id)
  }

  #setDown(id: string): void {
    if (this.#down.size === 0) this.#since = this.#state.now()
    this.#down.add(id)
  }

  #setUp(id: string): void {
    if (this.#down.delete(id) && this.#down.size === 0)
      this.#lost += this.#state.now() - this.#since
  }
}
