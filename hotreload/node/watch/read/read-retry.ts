// Read retries: when a file is read again, since programs write files in several steps.

import type { Milliseconds } from 'tickswap'
import type { Sight } from './sight.ts'

/** The retries of one file for one reason. */
export interface ReadRetry {
  readonly reason: RetryReason
  readonly since: Milliseconds
  readonly attempts: number
}

type RetryReason = 'missing' | 'empty' | 'partial' | 'changing' | 'locked'

/** A file that is back within this time was replaced, not removed. */
const MISSING_AFTER = 100
/**
 * Programs that empty a file first need less before they write to it. Empty scripts are allowed.
 */
const EMPTY_AFTER = 250
/** How long a file of whole blocks must stay the same. */
const WHOLE_AFTER = 30
/** Programs write long files in multiples of this. */
const BLOCK = 4_096
const FIRST_DELAY = 5
const MAX_DELAY = 640
/** With doubling delays: 2.5 s. */
const MAX_LOCKED_ATTEMPTS = 9

/**
 * Why a result must be confirmed by another read; undefined if it is final. `date` is since 1970.
 */
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

/** For the same reason, the wait goes on; for another one, it starts again. */
export function nextRetry(
  before: ReadRetry | undefined,
  reason: RetryReason,
  now: Milliseconds,
): ReadRetry {
  if (before?.reason !== reason) return { reason, since: now, attempts: 1 }
  return { ...before, attempts: before.attempts + 1 }
}

/** The time until the next read. Undefined: the result is final. */
export function retryDelay(
  { reason, since, attempts }: ReadRetry,
  now: Milliseconds,
): Milliseconds | undefined {
  if (reason === 'missing') return remaining(MISSING_AFTER)
  if (reason === 'empty') return remaining(EMPTY_AFTER)
  if (reason === 'partial') return remaining(WHOLE_AFTER)
  if (reason === 'locked' && attempts >= MAX_LOCKED_ATTEMPTS) return undefined
  return Math.min(MAX_DELAY, FIRST_DELAY * 2 ** (attempts - 1))

  function remaining(time: Milliseconds): Milliseconds | undefined {
    const rest = since + time - now
    return rest > 0 ? rest : undefined
  }
}
