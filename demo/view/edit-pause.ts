// createEditPause: waits until typing pauses, then hands over all that was changed, together.

import type { ScriptText } from 'tickswap/hotreload/adapters'

/** What `createEditPause` takes. */
export interface EditPauseOptions {
  /** Reports when nothing was noted for so long. */
  readonly milliseconds: number
  /** Whether a pause is enough; else everything waits for `flush`. */
  isLive(): boolean
  report(changes: readonly ScriptText[]): void
}

/** Edits on their way. */
export interface EditPause {
  /** Notes a new text. The newest of a script wins. */
  note(change: ScriptText): void
  /** Forgets what was noted of a script. */
  drop(id: string): void
  /** Hands over at once, as on save. */
  flush(): void
}

export function createEditPause({ milliseconds, isLive, report }: EditPauseOptions): EditPause {
  const waiting = new Map<string, ScriptText>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush(): void {
    clearTimeout(timer)
    if (waiting.size === 0) return
    const changes = [...waiting.values()]
    waiting.clear()
    report(changes)
  }

  return {
    note(change) {
      waiting.set(change.id, change)
      clearTimeout(timer)
      if (isLive()) timer = setTimeout(flush, milliseconds)
    },
    drop: (id) => waiting.delete(id),
    flush,
  }
}
