// Decision: what was decided about one script, and why, for machines and for people.

import type { FieldChange, Milliseconds } from 'tickswap'
import type { Reason } from '../contracts/reason.ts'

/**
 * `published`, `restored` (from its backup), `unchanged`, `rejected`, `removed`, `lost` (the
 * pipeline failed): what became of a text. `committed`: a version has proven itself. `counted`: a
 * fault was tolerated. `withdrawn`: a version that had not faulted. `rolledBack`: a committed
 * version faulted too often, or it was rolled back by hand. `suspended`: it faulted too often, and
 * there was nothing to roll back to.
 */
export type DecisionKind =
  | 'published'
  | 'restored'
  | 'unchanged'
  | 'rejected'
  | 'removed'
  | 'lost'
  | 'committed'
  | 'counted'
  | 'withdrawn'
  | 'rolledBack'
  | 'suspended'

/** One decision. Plain data. */
export interface Decision {
  /** In milliseconds since 1970. */
  readonly time: Milliseconds
  readonly id: string
  readonly decision: DecisionKind
  /** The version that it is about. */
  readonly version: number | undefined
  readonly reason: Reason
  /**
   * What the swap to a published version does to each field of the state, and why; empty if there
   * is nothing to swap.
   */
  readonly changes: readonly FieldChange[]
}
