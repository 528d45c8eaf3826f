// Timers: the clock that watching goes by. Tests step one of their own.

import type { Milliseconds } from 'tickswap'

export interface Timers {
  /** A clock that never goes back. */
  now(): Milliseconds
  /** Calls `call` after `delay`, unless the returned function is called before. */
  after(delay: Milliseconds, call: () => void): () => void
}

export const systemTimers: Timers = {
  now: () => performance.now(),
  after(delay, call) {
    const timer = setTimeout(call, delay)
    return () => clearTimeout(timer)
  },
}

/** Resolves after `delay`, or as soon as `signal` is aborted. */
export function pause(timers: Timers, delay: Milliseconds, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const end = () => {
      cancel()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const cancel = timers.after(delay, end)
    signal.addEventListener('abort', end)
  })
}
