// A watcher that loses, doubles and reorders what another one says, by a seeded plan.

import type { ScriptWatcher, WatcherListener } from 'tickswap/hotreload/node'
import type { Random } from '../../engine/fuzz/random.ts'

/** Parts of 1 of the notifications. */
export interface Unreliability {
  readonly lost: number
  readonly doubled: number
  /** Kept back until some later one. */
  readonly delayed: number
}

export function unreliableWatcher(
  watcher: ScriptWatcher,
  { lost, doubled, delayed }: Unreliability,
  random: Random,
): ScriptWatcher {
  return {
    name: `unreliable ${watcher.name}`,
    /** Not `native`: a native watcher that says nothing is given up. */
    get status() {
      return { ...watcher.status, mode: 'polling' as const }
    },
    get isWatching() {
      return watcher.isWatching
    },
    start: (listener) => watcher.start({ ...spoil(listener), failed: listener.failed }),
    stop: () => watcher.stop(),
  }

  function spoil(listener: WatcherListener): Pick<WatcherListener, 'changed' | 'removed'> {
    const keptBack: (() => void)[] = []
    const pass = (tell: () => void) => {
      const fate = random.next()
      if (fate < lost) return
      if (fate < lost + delayed) keptBack.unshift(tell)
      else tell()
      if (fate > 1 - doubled) tell()
      if (random.next() < 0.2) keptBack.pop()?.()
    }
    return {
      changed: (file) => pass(() => listener.changed(file)),
      removed: (file) => pass(() => listener.removed(file)),
    }
  }
}
