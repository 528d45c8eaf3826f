// The loop guard: what the scripts of a thread are guarded with, and how to set it.

import { TickswapError } from 'tickswap'
import type { CompiledModule } from '../contracts/compiler.ts'
import { guardPlaces } from './guard-place.ts'
import { ModuleGuard, type SharedGuard } from './module-guard.ts'
import { type LoopGuardSettings, RunLimit } from './run-limit.ts'

/** Makes the checks for modules that run on one clock. */
export function createLoopGuard(clock = new RunLimit()): (module: CompiledModule) => ModuleGuard {
  const shared: SharedGuard = { clock, calls: new Int32Array(1), pace: { calls: 0, readAt: 0 } }
  return (module) => {
    // A module's top level is a run of its own, and asks for its checks first.
    clock.restart()
    return new ModuleGuard(shared, guardPlaces(module))
  }
}

const clock = new RunLimit()

/** The checks of a module that is about to be evaluated. */
export const guardModule = createLoopGuard(clock)

/**
 * Sets how long a run of a script may take, or switches the loop guard off and on while the game
 * runs. It holds for all scripts of this thread, at once.
 *
 * @example `configureLoopGuard({ limit: 1_000 })`
 * @throws TickswapError for a limit that is not above 0.
 */
export function configureLoopGuard(settings: Partial<LoopGuardSettings>): void {
  const { limit = clock.settings.limit } = settings
  if (!(limit > 0)) {
    throw new TickswapError(`The loop guard's limit must be above 0 milliseconds, not ${limit}.`)
  }
  clock.settings = { ...clock.settings, ...settings }
}
