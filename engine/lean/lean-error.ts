// leanError: thrown where a shipped game uses what only reloading supports.

import { TickswapError } from '../base/tickswap-error.ts'

/** Says what failed, why it is not supported here, and how to get it. */
export function leanError(what: string): TickswapError {
  return new TickswapError(
    `${what}: this is the lean build of tickswap, which bundlers use for production. To reload ` +
      'scripts there too, add "tickswap-full" to the bundler\'s resolve conditions.',
  )
}
