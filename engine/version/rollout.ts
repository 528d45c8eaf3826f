// Rollout: the phases that a new version passes before a fault can roll back to it.
//
//   canary ──► rolling ──► probation ──► committed
//      └──────────┴────────────┴──► withdrawn, by a fault

import { TickswapError } from '../base/tickswap-error.ts'

/** The phase of a version that is not committed yet. */
export type Phase = 'canary' | 'rolling' | 'probation'

/** How a new version has to prove itself. */
export interface RolloutOptions {
  /** How many entities run it for one frame before the others follow. Default 8. */
  readonly canary: number
  /** How many frames all entities must run it without a fault. Default 60. */
  readonly probation: number
}

/** Fills in the defaults. Throws a `TickswapError` unless the options are valid. */
export function checkRollout(given?: Partial<RolloutOptions>): RolloutOptions {
  const options = { canary: 8, probation: 60, ...given }
  const { canary, probation } = options
  if (canary >= 1 && Math.floor(canary) === canary && probation >= 0) return options
  throw new TickswapError(
    'The rollout must be { canary: 1 or more whole entities, probation: 0 or more frames }, ' +
      `not ${JSON.stringify(options)}.`,
  )
}

/** The rollout of one version: how many entities may run it, and whether it has proven itself. */
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

  /** How many entities may run the version now. */
  get limit(): number {
    return this.#phase === 'canary' ? this.#options.canary : Number.POSITIVE_INFINITY
  }

  /** Records a frame in which the version ran without a fault. */
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
    if (this.#phase === 'canary') return `it runs on a canary of ${canary} for one frame`
    if (this.#phase === 'rolling') return 'the canary ran a frame without a fault'
    return `all entities run it, and it is watched for ${probation} frames`
  }
}
