// Timers that go off when the test says so.

import type { Timers } from 'tickswap/hotreload/adapters'

export interface SteppedTimers extends Timers {
  /** How many are set and have not gone off. */
  readonly pending: number
  /** Lets time pass, and what waits for promises run after each timer. */
  advance(milliseconds: number): Promise<void>
}

export function steppedTimers(): SteppedTimers {
  const timers = new Map<number, { readonly at: number; readonly callback: () => void }>()
  let now = 0
  let last = 0
  return {
    get pending() {
      return timers.size
    },
    now: () => now,
    after(delay, callback) {
      const timer = ++last
      timers.set(timer, { at: now + delay, callback })
      return () => timers.delete(timer)
    },
    async advance(milliseconds) {
      const end = now + milliseconds
      await settle()
      for (let due = nextOf(timers, end); due; due = nextOf(timers, end)) {
        const [timer, { at, callback }] = due
        now = at
        timers.delete(timer)
        callback()
        await settle()
      }
      now = end
    },
  }
}

/** Resolves when all that only waits for promises has run. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function nextOf<Timer extends { readonly at: number }>(
  timers: ReadonlyMap<number, Timer>,
  end: number,
) {
  return [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0]
}
