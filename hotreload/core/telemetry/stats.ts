// Stats: what a hot reload has counted and timed since its start.

import type { Milliseconds } from 'tickswap'

/** How long something took, over all times that it happened. Zeros if it never did. */
export interface Durations {
  readonly count: number
  readonly mean: Milliseconds
  readonly worst: Milliseconds
}

/** The stats of all scripts. Rates are parts of 1. Plain data. */
export interface HotReloadStats {
  /**
   * A reload is one text that came in and led somewhere; texts that changed nothing count as
   * neither.
   */
  readonly reloads: {
    readonly total: number
    readonly succeeded: number
    readonly failed: number
    readonly unchanged: number
  }
  /** Of the reloads that ended; 1 if there was none. */
  readonly successRate: number
  /** Rollbacks by faults, of the reloads that succeeded; 0 if there was none. */
  readonly rollbackRate: number
  /**
   * The part of the time in which every script ran: none was suspended or waited for a version that
   * works.
   */
  readonly uptimeRate: number
  readonly compile: Durations
  /** From the text to the published version. */
  readonly reload: Durations
  readonly rollbacks: number
  readonly faults: number
  readonly restoredBackups: number
  /** Texts that are under way now, and the most that ever were. */
  readonly concurrentReloads: { readonly now: number; readonly most: number }
  /** Timers and intervals that versions took and that are alive. */
  readonly liveTimers: number
  /** The most memory that was seen, in bytes; undefined where it cannot be known. */
  readonly peakMemory: number | undefined
  /** The most hot-reload work in one frame. */
  readonly worstFrameSpike: Milliseconds
  readonly time: Milliseconds
}

/** The stats of one script. Plain data. */
export interface ScriptStats {
  /** Reloads of its own text. */
  readonly reloads: { readonly total: number; readonly succeeded: number; readonly failed: number }
  readonly reload: Durations
  readonly rollbacks: number
  readonly faults: number
}
