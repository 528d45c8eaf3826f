// RollingSwapping: moves entities to new versions a few at a time, within each frame's budget.

import type { Milliseconds } from '../base/duration.ts'
import { type Budget, checkBudget, DEFAULT_BUDGET } from '../budget/budget.ts'
import { FrameBudget } from '../budget/frame-budget.ts'
import type { Definition } from '../define/definition.ts'
import type { FrameReport, Swapping } from '../script/swapping-port.ts'
import { checkRollout, type RolloutOptions } from '../version/rollout.ts'
import type { FrameEvent } from '../world/behaviour-events.ts'
import type { Engine } from '../world/engine.ts'
import { SwappingScript } from './swapping-script.ts'

/** How a world swaps from version to version. */
export interface RollingOptions {
  /** What one frame may spend on hot-reload work. Default 0.5 ms. */
  readonly budget?: Budget
  /** The budget's clock, in milliseconds. Default `performance.now`. */
  readonly now?: () => Milliseconds
  /**
   * How new versions prove themselves. Default `{ canary: 8, probation: 60 }`. `'none'` trusts
   * every version at once: no snapshots are taken, and a fault cannot be undone.
   */
  readonly rollout?: Partial<RolloutOptions> | 'none'
}

type MutableFrame = { -readonly [Key in keyof FrameReport]: FrameReport[Key] }

const FRAME: FrameEvent = {}

/** The swapping of a game that reloads. */
export class RollingSwapping implements Swapping<SwappingScript> {
  readonly #engine: Engine
  readonly #frame: MutableFrame = { swapped: 0, outdated: 0, reconcileMilliseconds: 0 }
  readonly #rollout: RolloutOptions | undefined
  /** What is left of this frame's budget. */
  readonly #left: FrameBudget
  #budget: Budget
  #rotation = 0

  constructor(engine: Engine, { rollout, budget = DEFAULT_BUDGET, now }: RollingOptions) {
    this.#engine = engine
    this.#rollout = rollout === 'none' ? undefined : checkRollout(rollout)
    this.#left = new FrameBudget(now ?? (() => performance.now()))
    this.#budget = checkBudget(budget)
  }

  get frame(): FrameReport {
    this.#frame.swapped = this.#left.swapped
    this.#frame.reconcileMilliseconds = this.#left.used
    return this.#frame
  }

  get budget(): Budget {
    return this.#budget
  }

  set budget(budget: Budget) {
    this.#budget = checkBudget(budget)
  }

  createScript(id: string, kind: Definition['kind']): SwappingScript {
    return new SwappingScript(this.#engine, id, kind, {
      budget: this.#left,
      rollout: this.#rollout,
    })
  }

  checkCanSwap(): void {}

  reconcile(scripts: readonly SwappingScript[]): void {
    const { deferral, events } = this.#engine
    if (events.has('frame')) events.emit('frame', FRAME)
    this.#left.begin(this.#budget)
    this.#rotation += 1
    let outdated = 0
    for (let i = 0; i < scripts.length; i++) {
      // Another script goes first each frame, so that a slow one does not starve the others.
      const script = scripts[(i + this.#rotation) % scripts.length]
      if (!script || script.isIdle) continue
      deferral.enter()
      try {
        script.reconcile()
      } finally {
        deferral.leave()
      }
      outdated += script.outdated
    }
    this.#left.pause()
    this.#frame.outdated = outdated
  }
}
