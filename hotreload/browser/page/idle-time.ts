// idleTime: the moments between frames in which the page has nothing else to do.

import type { Evaluator } from 'tickswap/hotreload/adapters'

/** Reports idle time; empty in browsers that do not (Safari). */
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
