// Swapping: what only a game that reloads needs, behind one port, so that a shipped game need not carry it.
//
// `rolling-swapping.ts` is that of `tickswap`, `no-swapping.ts` that of the lean build.

import type { Milliseconds } from '../base/duration.ts'
import type { Budget } from '../budget/budget.ts'
import type { Definition } from '../define/definition.ts'
import type { Script } from './script.ts'

/** How the scripts of one world get from version to version. */
export interface Swapping<S extends Script = Script> {
  /** What the last `reconcile` did. */
  readonly frame: FrameReport
  /** What one frame may spend. */
  budget: Budget
  createScript(id: string, kind: Definition['kind']): S
  /** Once a frame, before the scripts run: swaps outdated entities. */
  reconcile(scripts: readonly S[]): void
  /** Throws a `TickswapError` if there is nothing that could swap what is prepared. */
  checkCanSwap(): void
}

/** What the last `reconcile` did. The object is reused. */
export interface FrameReport {
  readonly swapped: number
  readonly outdated: number
  readonly reconcileMilliseconds: Milliseconds
}
