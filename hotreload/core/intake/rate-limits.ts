// RateLimits: how often texts may change before they are held, and the defaults.

import { TickswapError } from 'tickswap'
import type { RateLimit } from './token-bucket.ts'

/**
 * How many texts are taken at once, and how many a second in the long run: of one script, of one
 * source, and of all. The first text of a script costs nothing. What exceeds a limit is held, and
 * its newest text goes live as soon as the limits allow.
 */
export interface RateLimits {
  /** Default: 4 at once, 4 a second. */
  readonly script: RateLimit
  /** Default: 2,000 at once, 100 a second. */
  readonly source: RateLimit
  /** Default: 4,000 at once, 200 a second. */
  readonly all: RateLimit
}

const DEFAULTS: RateLimits = {
  script: { burst: 4, perSecond: 4 },
  source: { burst: 2_000, perSecond: 100 },
  all: { burst: 4_000, perSecond: 200 },
}

/**
 * Fills in the defaults; undefined for no limits. Throws a `TickswapError` for a limit that would let
 * nothing through.
 */
export function rateLimits(limits: Partial<RateLimits> | false = {}): RateLimits | undefined {
  if (limits === false) return undefined
  const checked: RateLimits = { ...DEFAULTS, ...limits }
  for (const [name, { burst, perSecond }] of Object.entries<RateLimit>({ ...checked })) {
    if (burst >= 1 && perSecond > 0) continue
    throw new TickswapError(
      `rateLimits.${name} must allow 1 text or more at once and more than 0 a second, not ` +
        `${burst} and ${perSecond}.`,
    )
  }
  return checked
}
