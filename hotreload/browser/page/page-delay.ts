// pageDelay: a timeout as a promise.

import type { Milliseconds } from 'tickswap'

/** Resolves after a time, or as soon as `signal` is aborted. */
export function pageDelay(milliseconds: Milliseconds, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    signal?.addEventListener('abort', end)
  })
}
