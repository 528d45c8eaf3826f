// Rollout: a new version's way to become the one that the engine goes back to.
//
//   canary ──► rolling ──► probation ──► committed
//      └──────────┴────────────┴──► withdrawn, by a fault

import { TickswapError } from '../base/tickswap-error.ts'

/** Where a version is on its way. */
export type Phase = 'canary' | 'rolling' | 'probation'

/** How a new version proves itself. */
export interface RolloutOptions {
  /** Entities that run it alone for one frame before the others follow. Default 8. */
  readonly canary: number
  /** Frames that all entities must run it without a fault. Default 60. */
  readonly probation: number
}

const DEFAULT_ROLLOUT: RolloutOptions = { canary: 8, probation: 60 }

/** Completes options with the defaults. Throws a `TickswapError` unless they are valid. */
export function checkRollout(given: Partial<RolloutOptions> = {}): RolloutOptions {
  const options = { ...DEFAULT_ROLLOUT, ...given }
  const { canary, probation } = options
  if (canary >= 1 && Math.floor(canary) === canary && probation >= 0) return options
  throw new TickswapError(
    `The rollout must be { canary: 1 or more whole entities, probation: 0 or more frames }, not ${JSON.stringify(options)}.`,
  )
}

/** One version on its way. Says how many entities may run it, and when it has proven itself. */
export class Rollout {
  readonly #options: RolloutOptions
  #phase: Phase = 'canary'
  #frames = 0

  constructor(options: RolloutOptions) {
    this.#options = options
  }

  get phase(): Phase {
    return this.#phase
  }

  /** How many entities may run the version by now. */
  get limit(): number {
    return this.#phase === 'canary' ? this.#options.canary : Number.POSITIVE_INFINITY
  }

  /** Takes note of a frame that all who run the version went through without a fault. */
  ran(running: number, outdated: number): void {
    if (running === 0) return
    if (this.#phase === 'probation') this.#frames += 1
    if (this.#phase === 'canary') this.#phase = 'rolling'
    if (this.#phase === 'rolling' && outdated === 0) this.#phase = 'probation'
  }

  /** Whether it has run long enough to be committed. */
  get isProven(): boolean {
    return this.#phase === 'probation' && this.#frames >= this.#options.probation
  }

  /** Why it is in its phase, in a sentence. */
  get reason(): string {
    const { canary, probation } = this.#options
    if (this.#phase === 'canary') return `${canary} entities try it for one frame`
    if (this.#phase === 'rolling') return 'the canary ran a frame without a fault'
    return `all entities run it, and are watched for ${probation} frames`
  }
}
