// Engine: what all scripts of one world share.

import type { World } from 'bitecs'
import type { Seconds } from './behaviour.ts'
import type { FrameBudget } from './budget.ts'
import type { Deferral } from './deferral.ts'
import type { Definition } from './definition.ts'
import type { Emitter } from './emitter.ts'
import type { BehaviourEvents } from './events.ts'
import type { FaultLimit } from './fault.ts'
import type { ScriptReport } from './report.ts'
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

/** A version that is ready to go live: its `setup` has run. */
export interface Prepared {
  readonly id: string
  readonly version: number
  publish(): void
  /** Releases it instead. */
  discard(): void
}

/** What the world asks of a registered script, whatever its kind. */
export interface Script {
  readonly id: string
  readonly order: number
  /** The current version's number. */
  readonly version: number
  /** Entities that do not run the current version yet. */
  readonly outdated: number
  /** Makes a version, touching nothing that runs. Throws a `TickswapError` if it is refused. */
  prepare(definition: Definition): Prepared
  /** Hot-reload work, within the engine's budget. */
  reconcile(): void
  run(delta: Seconds): void
  report(): ScriptReport
  close(): void
}
