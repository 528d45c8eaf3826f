// swapForLink: swaps a path for a link, and back, without end, in a thread of its own.

import { Worker } from 'node:worker_threads'

export interface Swap {
  readonly path: string
  /** Where the true one is meanwhile. */
  readonly aside: string
  /** What the link leads to. */
  readonly target: string
  /** How long each of them stays, in milliseconds, for whoever must not be flooded. Default 0. */
  readonly pause?: number
}

export interface Swapper {
  /** How often it was swapped there and back. */
  swaps(): number
  stop(): Promise<unknown>
}

/** Begins at once. */
export function swapForLink(swap: Swap): Swapper {
  const count = new Int32Array(new SharedArrayBuffer(4))
  const thread = new Worker(new URL('swap-thread.js', import.meta.url), {
    workerData: { pause: 0, ...swap, count },
  })
  return {
    swaps: () => Atomics.load(count, 0),
    stop() {
      Atomics.store(count, 0, -1)
      return new Promise((resolve) => thread.once('exit', resolve))
    },
  }
}
