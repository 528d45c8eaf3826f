// Mode: what kind of random game is played.

import type { RolloutOptions } from 'tickswap'

/** What kind of game it is. */
export interface Mode {
  readonly rollout: RolloutOptions | 'none'
  /** How likely a hook throws. */
  readonly faults: number
  /** How likely a hook adds, removes or publishes something. */
  readonly meddling: number
  /** Something is published every so many frames. */
  readonly publishEvery: number
  /** Every version but the first throws as soon as it runs. */
  readonly isDoomed: boolean
}

/** Which part of a frame runs. */
export type Phase = 'host' | 'reconcile' | 'run' | 'closing'
