// NoSwapping: the swapping of a shipped game, whose scripts keep their first version.

import { type Budget, DEFAULT_BUDGET } from '../budget/budget.ts'
import type { Definition } from '../define/definition.ts'
import type { FrameReport, Swapping } from '../script/swapping-port.ts'
import type { Engine } from '../world/engine.ts'
import { FixedScript } from './fixed-script.ts'
import { leanError } from './lean-error.ts'

/** Swaps nothing, and throws where new versions are prepared. */
export class NoSwapping implements Swapping<FixedScript> {
  readonly frame: FrameReport = { swapped: 0, outdated: 0, reconcileMilliseconds: 0 }
  budget: Budget
  readonly #engine: Engine

  constructor(engine: Engine, budget: Budget = DEFAULT_BUDGET) {
    this.#engine = engine
    this.budget = budget
  }

  createScript(id: string, kind: Definition['kind']): FixedScript {
    return new FixedScript(this.#engine, id, kind)
  }

  reconcile(): void {}

  checkCanSwap(): void {
    throw leanError('New versions cannot be prepared')
  }
}
