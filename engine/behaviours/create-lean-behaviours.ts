// createLeanBehaviours: the behaviours of a shipped game, whose scripts stay as they are.

import type { World } from 'bitecs'
import { NoSwapping } from '../lean/no-swapping.ts'
import { createEngine } from '../world/engine.ts'
import type { Behaviours, BehavioursOptions } from './behaviours.ts'
import { ScriptRegistry } from './script-registry.ts'

/**
 * What `createBehaviours` is in the lean build: the same, but that a script gets no version after its first. The
 * options `budget`, `rollout` and `now` are taken and mean nothing, `frame` reports nothing, and of the events those
 * remain that do not tell of swaps: `registered`, `published`, `faulted` and `listenerFailed`.
 *
 * @throws TickswapError for options that make no sense, or a world made with `withVersioning`; and out of `publish` and
 * `prepare`, where another version would have to take over.
 */
export function createLeanBehaviours(world: World, options: BehavioursOptions = {}): Behaviours {
  const engine = createEngine(world, options)
  return new ScriptRegistry(engine, new NoSwapping(engine, options.budget))
}
