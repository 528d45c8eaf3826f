// defineSystem: declares a system without entities, such as a score, a spawner or a camera.

import { checkDefinition } from './check-definition.ts'
import type { FrameContext, VersionContext } from './version-context.ts'

const NO_COMPONENTS: readonly [] = []

/** What a system may declare. */
export interface SystemDefinition {
  /** Scripts run by ascending `order`, then in the order of registration. Default 0. */
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
  /** Empty, as is `requires`: a system has no entities. */
  readonly state: Readonly<Record<string, never>>
  readonly requires: readonly []
}

/**
 * Declares a system without entities. It swaps as a whole, in the frame after it was published, and
 * rolls back as a whole.
 *
 * @throws TickswapError for an unknown key, or a hook that is not a function.
 */
export function defineSystem(definition: SystemDefinition): System {
  checkDefinition('defineSystem', definition, { hooks: ['setup', 'update'], fields: ['order'] })
  return Object.freeze({
    order: 0,
    ...definition,
    kind: 'system',
    state: {},
    requires: NO_COMPONENTS,
  })
}
