// Initial scripts: the texts of the scripts the game was started with, compiled in the background.

import type { CompileResult, Compiler } from '../contracts/compiler.ts'
import type { LiveModules } from '../state/live-modules.ts'
import type { Problems } from '../state/problems.ts'
import type { Rejections } from './rejections.ts'

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
  /** Resolves when all texts are compiled. Starts that, if it was not. Rejects if the compiler fails. */
  ready(): Promise<void>
  /** Stops after the text under way. */
  close(): void
}

export interface InitialScriptsParts {
  readonly scripts: Readonly<Record<string, InitialScript>>
  readonly compiler: Compiler
  readonly live: LiveModules
  readonly problems: Problems
  readonly rejections: Rejections
}

/**
 * Compiles the initial texts one after the other, so that an edit never waits for more than one of them in the
 * compiler. They are needed to know who imports an edited helper, and which edits change nothing. A text that is
 * rejected runs all the same, as the game's own build took it.
 */
export function createInitialScripts(parts: InitialScriptsParts): InitialScripts {
  const { scripts, compiler, live, problems, rejections } = parts
  const waiting = Object.entries(scripts)
  let underWay: Promise<void> | undefined
  let isClosed = false

  async function compileAll(): Promise<void> {
    for (let next = waiting[0]; next && !isClosed; next = waiting[0]) {
      const [id, { file, text }] = next
      const result = await compiler.compile({ id, file, text })
      waiting.shift()
      settle(id, result)
    }
  }

  function settle(id: string, result: CompileResult): void {
    if (result.ok) {
      live.setCompiled(result.module)
      problems.warn(id, result.diagnostics)
      return
    }
    const { diagnostics } = result
    rejections.hold({ members: new Map([[id, undefined]]), blockedBy: new Set([id]), diagnostics })
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
