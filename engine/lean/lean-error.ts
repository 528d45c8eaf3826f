// leanError: what a shipped game is told that asks for what only reloading needs.

import { TickswapError } from '../base/tickswap-error.ts'

/** Says what was asked for, why it cannot be had here, and where it can. */
export function leanError(what: string): TickswapError {
  return new TickswapError(
    `${what}: this is the lean build of tickswap, which bundlers take for production. It runs scripts and cannot swap ` +
      'them. To reload in this build, too, add "tickswap-full" to the bundler\'s resolve conditions.',
  )
}
