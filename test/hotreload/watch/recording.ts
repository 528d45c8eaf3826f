// A recording: listens to a source, keeps what it reported, and waits until it has reported
// something.

import type { Diagnostic, Warning } from 'tickswap/hotreload'
import type { ScriptChange, SourceListener } from 'tickswap/hotreload/adapters'
import { PATIENCE } from '../../patience.ts'

export interface Recording extends SourceListener {
  /** Every call of `changed`. */
  readonly calls: readonly (readonly ScriptChange[])[]
  readonly warnings: readonly Warning[]
  /** The text of every script that was reported and not removed, by file. */
  texts(): Readonly<Record<string, string>>
  /** The problems of scripts that cannot be read, by file. */
  problems(): Readonly<Record<string, readonly Diagnostic[]>>
  /** How often the script was reported. */
  count(file: string): number
  /** Waits for events until `holds`, and fails after a long time. */
  until(what: string, holds: () => boolean): Promise<void>
}

export function record(): Recording {
  const calls: (readonly ScriptChange[])[] = []
  const warnings: Warning[] = []
  const latest = new Map<string, ScriptChange>()
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const check of waiting) check()
  }

  return {
    calls,
    warnings,
    changed(changes) {
      calls.push(changes)
      for (const change of changes) note(change)
      wake()
    },
    warned(warning) {
      warnings.push(warning)
      wake()
    },
    texts: () =>
      Object.fromEntries(
        [...latest.values()].flatMap((one) => ('text' in one ? [[one.file, one.text]] : [])),
      ),
    problems: () =>
      Object.fromEntries(
        [...latest.values()].flatMap((one) =>
          'diagnostics' in one ? [[one.file, one.diagnostics]] : [],
        ),
      ),
    count: (file) => calls.flat().filter((change) => change.file === file).length,
    until(what, holds) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => end(() => reject(new Error(`Waited in vain until ${what}.`))),
          PATIENCE,
        )
        const end = (settle: () => void) => {
          clearTimeout(timer)
          waiting.delete(check)
          settle()
        }
        const check = () => {
          if (holds()) end(resolve)
        }
        waiting.add(check)
        check()
      })
    },
  }

  /** One entry for a script, whatever its file is called. */
  function note(change: ScriptChange): void {
    if ('removed' in change) latest.delete(change.id)
    else latest.set(change.id, change)
  }
}
