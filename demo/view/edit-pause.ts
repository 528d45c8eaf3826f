// createEditPause: waits until typing pauses, then hands over all that was changed, together.

import type { ScriptText } from 'tickswap/hotreload'

/** Edits on their way. */
export interface EditPause {
  /** Notes a new text. The newest of a script wins. */
  note(change: ScriptText): void
  /** Hands over at once, as on save. */
  flush(): void
}

/** Reports when nothing was noted for `milliseconds`. */
export function createEditPause(
  milliseconds: number,
  report: (changes: readonly ScriptText[]) => void,
): EditPause {
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
      timer = setTimeout(flush, milliseconds)
    },
    flush,
  }
}
