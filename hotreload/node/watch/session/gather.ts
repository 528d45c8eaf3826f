// Gather: reports changes that come together in one call, without keeping a lone one waiting.

import type { Milliseconds } from 'tickswap'
import type { ScriptChange, Timers } from 'tickswap/hotreload'

export interface Gather {
  /** Something may have happened to a file: it may belong to what is gathered. */
  stir(): void
  add(change: ScriptChange): void
  /** Reports at once what was gathered. */
  flush(): void
  close(): void
}

export interface GatherOptions {
  readonly timers: Timers
  /** How long the first change may wait for others. */
  longest(): Milliseconds
  /** Whether files are being read whose changes may belong to those that are gathered. */
  isBusy(): boolean
  send(changes: readonly ScriptChange[]): void
}

/** How long all must be quiet after the one file of a save. */
const QUIET_AFTER_ONE = 2
/** Several files are a checkout or a search-and-replace: others are likely to follow. */
const QUIET_AFTER_SEVERAL = 10

export function createGather({ timers, longest, isBusy, send }: GatherOptions): Gather {
  const changes = new Map<string, ScriptChange>()
  let cancel: (() => void) | undefined
  let since = 0
  let stirred = 0

  function check(): void {
    cancel = undefined
    const delay = remaining()
    if (delay > 0) cancel = timers.after(delay, check)
    else flush()
  }

  function remaining(): Milliseconds {
    const now = timers.now()
    const rest = since + longest() - now
    if (rest <= 0) return 0
    const quiet = changes.size > 1 ? QUIET_AFTER_SEVERAL : QUIET_AFTER_ONE
    const wait = stirred + quiet - now
    return Math.min(rest, isBusy() ? Math.max(1, wait) : wait)
  }

  function flush(): void {
    cancel?.()
    cancel = undefined
    if (changes.size === 0) return
    const gathered = [...changes.values()]
    changes.clear()
    send(gathered)
  }

  return {
    stir() {
      stirred = timers.now()
    },
    add(change) {
      if (changes.size === 0) since = timers.now()
      // The newest stands last: deletions and additions of one script are told in their order.
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
