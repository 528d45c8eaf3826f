// Gather: reports changes that come together in one call, and a single one almost at once.

import type { Milliseconds } from 'tickswap'
import type { ScriptChange, Timers } from 'tickswap/hotreload/adapters'

export interface Gather {
  /** A file may have changed: its change may belong to those that are gathered. */
  touch(): void
  add(change: ScriptChange): void
  /** Reports the gathered changes at once. */
  flush(): void
  close(): void
}

interface GatherOptions {
  readonly timers: Timers
  /** How long the first change may wait for others. */
  maxTime(): Milliseconds
  /** Whether files are being read whose changes may belong to those that are gathered. */
  isBusy(): boolean
  report(changes: readonly ScriptChange[]): void
}

/** How long a change waits for others that may belong to it. */
export const MAX_GATHER_TIME: Milliseconds = 50
/** How long no file may change after the single file of a save. */
const QUIET_AFTER_ONE: Milliseconds = 2
/** Several files are a checkout or a search-and-replace: others are likely to follow. */
const QUIET_AFTER_SEVERAL: Milliseconds = 10

export function createGather({ timers, maxTime, isBusy, report }: GatherOptions): Gather {
  const changes = new Map<string, ScriptChange>()
  let cancel: (() => void) | undefined
  let since = 0
  let touched = 0

  function check(): void {
    cancel = undefined
    const delay = remaining()
    if (delay > 0) cancel = timers.after(delay, check)
    else flush()
  }

  function remaining(): Milliseconds {
    const now = timers.now()
    const rest = since + maxTime() - now
    if (rest <= 0) return 0
    const quiet = changes.size > 1 ? QUIET_AFTER_SEVERAL : QUIET_AFTER_ONE
    const wait = touched + quiet - now
    return Math.min(rest, isBusy() ? Math.max(1, wait) : wait)
  }

  function flush(): void {
    cancel?.()
    cancel = undefined
    if (changes.size === 0) return
    const gathered = [...changes.values()]
    changes.clear()
    report(gathered)
  }

  return {
    touch() {
      touched = timers.now()
    },
    add(change) {
      if (changes.size === 0) since = timers.now()
      // The newest is last: a script's removals and additions are reported in their order.
      changes.delete(change.id)
      changes.set(change.id, change)
      if (!cancel) check()
    },
    flush,
    close() {
      cancel?.()
      cancel = undefined
      changes.clear()
    },
  }
}
