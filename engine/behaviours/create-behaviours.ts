// createBehaviours: the behaviours of a world whose scripts reload while it runs.

import type { World } from 'bitecs'
import { RollingSwapping } from '../swap/rolling-swapping.ts'
import { createEngine } from '../world/engine.ts'
import type { Behaviours, BehavioursOptions } from './behaviours.ts'
import { ScriptRegistry } from './script-registry.ts'

/**
 * Makes the behaviours of a bitECS world.
 *
 * @example
 * ```ts
 * const world = createWorld()
 * const behaviours = createBehaviours(world)
 * const Wander = behaviours.register('wander', wander)
 * addComponent(world, addEntity(world), Wander)
 * behaviours.step(1 / 60)
 * ```
 * @throws TickswapError for invalid options, or a world made with `withVersioning`.
 */
export function createBehaviours(world: World, options: BehavioursOptions = {}): Behaviours {
  const engine = createEngine(world, options)
  return new ScriptRegistry(engine, new RollingSwapping(engine, options))
}
