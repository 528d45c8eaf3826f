// ago: how long ago something was, in the fewest words.

import type { Milliseconds } from 'tickswap'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `now`, `12 s ago`, `3 min ago`, `5 h ago`, `2 d ago`; times in milliseconds since 1970. */
export function ago(time: Milliseconds, now: Milliseconds): string {
  const past = now - time
  if (past < SECOND) return 'now'
  if (past < MINUTE) return `${Math.floor(past / SECOND)} s ago`
  if (past < HOUR) return `${Math.floor(past / MINUTE)} min ago`
  if (past < DAY) return `${Math.floor(past / HOUR)} h ago`
  return `${Math.floor(past / DAY)} d ago`
}
