// Initial scripts: the texts of the scripts the game was started with, compiled in the background.

import type { CompileResult } from '../contracts/compiler.ts'
import type { PipelineState } from '../state/pipeline-state.ts'
import type { RejectionReports } from './rejection-reports.ts'

/** A script as the game was started with it. */
export interface InitialScript {
  /** Its namespace, as the game imported it: `import * as wander from './scripts/wander'`. */
  readonly module: object
  /** Its file relative to the scripts' root, such as `npc/wander.ts`. */
  readonly file: string
  /** Its source. */
  readonly text: string
}

export interface InitialScripts {
  /**
   * Resolves when all texts are compiled. Starts that, if it was not. Rejects if the compiler
   * fails.
   */
  ready(): Promise<void>
  /** Stops after the text under way. */
  close(): void
}

/**
 * Compiles the initial texts one after the other, so that an edit never waits for more than one of
 * them in the compiler. They are needed to know who imports an edited helper, and which edits
 * change nothing. A text that is rejected runs all the same, as the game's own build took it.
 */
export function createInitialScripts(
  { compiler, live, problems }: PipelineState,
  scripts: Readonly<Record<string, InitialScript>>,
  rejections: RejectionReports,
): InitialScripts {
  const waiting = Object.entries(scripts)
  let underWay: Promise<void> | undefined
  let isClosed = false

  async function compileAll(): Promise<void> {
    for (let next = waiting[0]; next && !isClosed; next = waiting[0]) {
      const [id, { file, text }] = next
      const result = await compiler.compile({ id, file, text })
      waiting.shift()
      take(id, result)
    }
  }

  function take(id: string, result: CompileResult): void {
    if (result.ok) {
      live.setCompiled(result.module)
      problems.warn(id, result.diagnostics)
      return
    }
    const { diagnostics } = result
    const members = new Map([[id, undefined]])
    rejections.reject({ members, blockedBy: new Set([id]), diagnostics })
  }

  return {
    ready() {
      underWay ??= compileAll().finally(() => {
        underWay = undefined
      })
      return underWay
    },
    close() {
      isClosed = true
    },
  }
}
