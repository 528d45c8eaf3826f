// ScriptCount: how many scripts one source may bring.

import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { ScriptChange } from '../contracts/source.ts'

/** Far above any game, and few enough to be kept in memory. */
export const MAX_SCRIPTS = 20_000

/** Counts the scripts of one source. */
export class ScriptCount {
  readonly #ids = new Set<string>()

  /** Whether there is room for a script. A removal makes room. */
  admits(change: ScriptChange): boolean {
    if ('removed' in change) this.#ids.delete(change.id)
    else if (this.#ids.size < MAX_SCRIPTS) this.#ids.add(change.id)
    return 'removed' in change || this.#ids.has(change.id)
  }
}

/** Why a script is not taken. */
export function tooManyScripts({ id }: ScriptChange): Diagnostic {
  return {
    severity: 'error',
    stage: 'safety',
    code: 'too-many-scripts',
    script: id,
    message:
      `Script "${id}" is not taken: its source has ${MAX_SCRIPTS.toLocaleString('en')} scripts, ` +
      'and no more are allowed. Remove some, or divide them among several sources.',
  }
}
