// defineSystem: declares a system without entities, such as a score, a spawner or a camera.

import type { FrameContext, VersionContext } from './behaviour.ts'
import { checkDefinition } from './definition.ts'

/** What a system may declare. */
export interface SystemDefinition {
  /** Systems and behaviours run by ascending `order`, then in the order of registration. Default 0. */
  readonly order?: number
  /** Once per version, before it goes live. If it throws, the version never does. */
  setup?(context: VersionContext): void
  /** Every frame, once. */
  update?(context: FrameContext): void
}

/** A system, as `defineSystem` returns it and a script exports it by default. */
export interface System extends SystemDefinition {
  readonly kind: 'system'
  readonly order: number
}

/**
 * Declares a system without entities. It swaps whole, in the frame after it was published.
 *
 * @throws TickswapError for an unknown key, or a hook that is no function.
 */
export function defineSystem(definition: SystemDefinition): System {
  checkDefinition('defineSystem', definition, { hooks: ['setup', 'update'], fields: ['order'] })
  return Object.freeze({ order: 0, ...definition, kind: 'system' })
}
