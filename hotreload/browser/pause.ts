// pause: lets time go by.

import type { Milliseconds } from 'tickswap'

/** Resolves after a time. */
export function pause(milliseconds: Milliseconds): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}
