// Patience: how long a sight is held back, since files are written in steps and the last step is what counts.

import type { Milliseconds } from 'tickswap'
import type { Sight } from './sight.ts'

/** What was seen of one file since it was last at rest. */
export interface ReadRetry {
  readonly trouble: RetryReason
  readonly since: Milliseconds
  readonly attempts: number
}

export type RetryReason = 'missing' | 'empty' | 'partial' | 'changing' | 'locked'

/** A file that comes back within this time was replaced, not removed. */
const GONE_AFTER = 100
/** Programs that empty a file before they write to it need less. An empty file is a script if it stays empty. */
const EMPTY_AFTER = 250
/** How long a file of whole blocks must be at rest. */
const WHOLE_AFTER = 30
/** Programs write long files in multiples of this. */
const BLOCK = 4_096
const FIRST_DELAY = 5
const LONGEST_DELAY = 640
/** With doubling delays: 2.5 s. */
const LOCKED_ATTEMPTS = 9

/** What keeps a sight from being believed, if anything. `date` is the time since 1970. */
export function retryReason(sight: Sight, date: number): RetryReason | undefined {
  if (sight.kind === 'missing') return 'missing'
  if (sight.kind === 'unsettled') return sight.why
  if (sight.kind !== 'text') return undefined
  const { size, modified } = sight.stamp
  const age = Math.abs(date - modified)
  if (size === 0 && age < EMPTY_AFTER) return 'empty'
  if (size > 0 && size % BLOCK === 0 && age < WHOLE_AFTER) return 'partial'
  return undefined
}

/** The same trouble again goes on waiting; another one starts anew. */
export function nextRetry(
  before: ReadRetry | undefined,
  trouble: RetryReason,
  now: Milliseconds,
): ReadRetry {
  if (before?.trouble !== trouble) return { trouble, since: now, attempts: 1 }
  return { ...before, attempts: before.attempts + 1 }
}

/** How long to wait before the next look. Undefined: what is seen now is to be believed. */
export function retryDelay(
  { trouble, since, attempts }: ReadRetry,
  now: Milliseconds,
): Milliseconds | undefined {
  if (trouble === 'missing') return remaining(GONE_AFTER)
  if (trouble === 'empty') return remaining(EMPTY_AFTER)
  if (trouble === 'partial') return remaining(WHOLE_AFTER)
  if (trouble === 'locked' && attempts >= LOCKED_ATTEMPTS) return undefined
  return Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempts - 1))

  function remaining(time: Milliseconds): Milliseconds | undefined {
    const rest = since + time - now
    return rest > 0 ? rest : undefined
  }
}
