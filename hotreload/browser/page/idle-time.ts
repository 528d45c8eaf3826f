// Idle time: the page's moments between frames in which it has nothing else to do.

import type { Evaluator } from 'tickswap/hotreload'

/** Tells of idle time; empty in browsers that do not (Safari). */
export function idleTime(): Pick<Evaluator, 'requestIdle'> {
  if (!('requestIdleCallback' in globalThis)) return {}
  return {
    requestIdle(callback) {
      const handle = requestIdleCallback((deadline) =>
        callback(performance.now() + deadline.timeRemaining()),
      )
      return () => cancelIdleCallback(handle)
    },
  }
}
