// abortableDelay: waits, unless a signal is aborted.

import type { Milliseconds } from 'tickswap'
import type { Timers } from 'tickswap/hotreload/adapters'

/** Resolves after `delay`, or as soon as `signal` is aborted. */
export function abortableDelay(
  timers: Timers,
  delay: Milliseconds,
  signal: AbortSignal,
): Promise<void> {
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
