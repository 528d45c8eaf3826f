// createLeanBehaviours: the behaviours of a shipped game, whose scripts keep their first version.

import type { World } from 'bitecs'
import { NoSwapping } from '../lean/no-swapping.ts'
import { createEngine } from '../world/engine.ts'
import type { Behaviours, BehavioursOptions } from './behaviours.ts'
import { ScriptRegistry } from './script-registry.ts'

/**
 * `createBehaviours` of the lean build: the same, except that a script keeps its first version. The
 * options `budget`, `rollout` and `now` are ignored, and `frame` stays at 0. The events are
 * `registered`, `published`, `faulted` and `listenerFailed`.
 *
 * @throws TickswapError for invalid options, or a world made with `withVersioning`; `publish` and
 * `prepare` throw it for versions after the first.
 */
export function createLeanBehaviours(world: World, options: BehavioursOptions = {}): Behaviours {
  const engine = createEngine(world, options)
  return new ScriptRegistry(engine, new NoSwapping(engine, options.budget))
}
