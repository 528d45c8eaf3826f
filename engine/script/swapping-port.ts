// Swapping: the port behind which all that only reloading needs lies, so that shipped games leave
// it out. `RollingSwapping` is that of `tickswap`, `NoSwapping` that of the lean build.

import type { Milliseconds } from '../base/duration.ts'
import type { Budget } from '../budget/budget.ts'
import type { Definition } from '../define/definition.ts'
import type { Script } from './script.ts'

/** How the scripts of one world move from version to version. */
export interface Swapping<S extends Script = Script> {
  /** What the last `reconcile` did. */
  readonly frame: FrameReport
  /** What one frame may spend. */
  budget: Budget
  createScript(id: string, kind: Definition['kind']): S
  /** Swaps outdated entities. Called once a frame, before the scripts run. */
  reconcile(scripts: readonly S[]): void
  /** Throws a `TickswapError` if new versions are not supported. */
  checkCanSwap(): void
}

/** What the last `reconcile` did. The object is reused. */
export interface FrameReport {
  readonly swapped: number
  readonly outdated: number
  readonly reconcileMilliseconds: Milliseconds
}
