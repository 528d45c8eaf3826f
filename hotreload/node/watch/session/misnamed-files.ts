// MisnamedFiles: files in the scripts' folder whose names cannot be ids. Each is reported once.

import type { ScriptChange } from 'tickswap/hotreload/adapters'
import type { ScriptFile } from '../folder/script-paths.ts'

export class MisnamedFiles {
  readonly #reported = new Set<string>()

  /** The change that reports the file; undefined if it was reported before. */
  add(file: string, { id, problem }: ScriptFile): ScriptChange | undefined {
    if (this.#reported.has(file)) return undefined
    this.#reported.add(file)
    const message =
      `The file ${JSON.stringify(file)} is not used as a script: ${JSON.stringify(id)} cannot be ` +
      `an id. ${problem} Rename it, or exclude it.`
    const code = 'bad-script-id'
    return {
      id,
      file,
      diagnostics: [{ severity: 'error', stage: 'safety', code, script: id, message }],
    }
  }

  /** Forgets the files that no longer exist: when they are back, they are reported again. */
  keep(existing: ReadonlyMap<string, unknown>): void {
    for (const file of this.#reported) if (!existing.has(file)) this.#reported.delete(file)
  }
}
