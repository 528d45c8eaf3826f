// IntakeTimes: how long changes and failures wait for others, and the defaults.

import { type Milliseconds, TickswapError } from 'tickswap'

/** How long changes wait for others. The first change of a quiet file never waits. */
export interface IntakeTimes {
  /**
   * A file that changes again this soon is taken when it has been quiet for as long. Default 100.
   */
  readonly wait: Milliseconds
  /** A file that is never quiet is taken after this time. Default 1,000. */
  readonly maxWait: Milliseconds
  /**
   * A failure is reported after this time, unless another text of the script, or of one that it
   * needs, comes: a file half written, or a checkout half done, is no error. Default 50.
   */
  readonly debounce: Milliseconds
}

const DEFAULTS: IntakeTimes = { wait: 100, maxWait: 1_000, debounce: 50 }

/** Fills in the defaults. Throws a `TickswapError` for a time below 0. */
export function intakeTimes(times: Partial<IntakeTimes> = {}): IntakeTimes {
  const checked = { ...DEFAULTS, ...times }
  const wrong = Object.entries<Milliseconds>(checked).find(([, time]) => !(time >= 0))
  if (!wrong) return checked
  throw new TickswapError(
    `The intake's "${wrong[0]}" must be 0 milliseconds or more, not ${wrong[1]}.`,
  )
}
