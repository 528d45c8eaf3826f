// Seen texts: the last processed text of each script, to deduplicate.

import type { ScriptChange } from '../contracts/source.ts'

/** Remembers one text for each script. */
export class SeenTexts {
  readonly #texts = new Map<string, string>()

  constructor(known: readonly ScriptChange[]) {
    for (const change of known) this.note(change)
  }

  has(change: ScriptChange): boolean {
    return this.#texts.get(change.id) === fingerprint(change)
  }

  note(change: ScriptChange): void {
    this.#texts.set(change.id, fingerprint(change))
  }

  /** The next text of this script is processed, even if it is the same. */
  forget(id: string): void {
    this.#texts.delete(id)
  }
}

function fingerprint(change: ScriptChange): string {
  if ('text' in change) return `text ${change.file}\n${change.text}`
  if ('removed' in change) return 'removed'
  return `unreadable\n${change.diagnostics.map(({ message }) => message).join('\n')}`
}
