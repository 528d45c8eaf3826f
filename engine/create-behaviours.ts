// createBehaviours: the behaviours of a world whose scripts reload while it runs.

import type { World } from 'bitecs'
import type { Behaviours, BehavioursOptions } from './behaviours.ts'
import { createEngine } from './engine.ts'
import { ScriptRegistry } from './registry.ts'
import { RollingSwapping } from './rolling-swapping.ts'

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
 * @throws TickswapError for options that make no sense, or a world made with `withVersioning`.
 */
export function createBehaviours(world: World, options: BehavioursOptions = {}): Behaviours {
  const engine = createEngine(world, options)
  return new ScriptRegistry(engine, new RollingSwapping(engine, options))
}
