// Budget: how much hot-reload work one frame may do, in milliseconds or in entities.

import type { Milliseconds } from '../base/duration.ts'
import { TickswapError } from '../base/tickswap-error.ts'

/**
 * What one frame may spend: milliseconds (`0.5`), or entities (`{ entities: 200 }`) for lockstep
 * games, where all machines must swap the same ones in a frame. `Infinity` swaps all at once.
 */
export type Budget = Milliseconds | { readonly entities: number }

export const DEFAULT_BUDGET: Budget = 0.5

/** Throws a `TickswapError` unless the budget is valid. */
export function checkBudget(budget: Budget): Budget {
  const amount = typeof budget === 'number' ? budget : budget?.entities
  const isWhole = typeof budget === 'number' || Math.floor(amount) === amount
  if (amount >= 0 && isWhole) return budget
  const given = typeof budget === 'object' ? JSON.stringify(budget) : String(budget)
  throw new TickswapError(
    `The budget must be milliseconds (0.5) or whole entities ({ entities: 200 }), not ${given}.`,
  )
}
