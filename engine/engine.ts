// Engine: what all scripts of one world share.

import type { World } from 'bitecs'
import type { Seconds } from './behaviour.ts'
import type { FrameBudget } from './budget.ts'
import type { Deferral } from './deferral.ts'
import type { Emitter } from './emitter.ts'
import type { BehaviourEvents } from './events.ts'
import type { FaultLimit } from './fault.ts'
import type { RolloutOptions } from './rollout.ts'

/** What the scripts of one world share. `createBehaviours` makes it. */
export interface Engine {
  readonly world: World
  readonly events: Emitter<BehaviourEvents>
  readonly deferral: Deferral
  /** What is left of this frame's budget for hot-reload work. */
  readonly budget: FrameBudget
  /** Entities that columns hold before they first grow. */
  readonly capacity: number
  /** How new versions prove themselves; `undefined` if they need not. */
  readonly rollout: RolloutOptions | undefined
  readonly faultLimit: FaultLimit
  /** Game time since the behaviours were created. */
  elapsed: Seconds
}
