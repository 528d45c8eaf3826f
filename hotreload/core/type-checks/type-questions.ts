// Type questions: asks the checker one thing at a time, and keeps its texts in step with what is
// asked about.

import type { CompiledModule, CompileRequest } from '../contracts/compiler.ts'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { ScriptRemoval } from '../contracts/source.ts'
import type { TypeChecker } from '../contracts/type-checker.ts'
import type { LiveModules } from '../state/live-modules.ts'
import { ModuleGraph } from '../state/module-graph.ts'
import { mentionedScripts } from '../text/mentioned-scripts.ts'
import { createSerialQueue } from '../time/serial-queue.ts'

/** The scripts as they are to be checked, by id. */
export type TypeView = ReadonlyMap<string, CompiledModule>

/** All scripts as they run. */
export function liveTexts(live: LiveModules): Map<string, CompiledModule> {
  const texts = new Map<string, CompiledModule>()
  for (const id of live.scriptIds) {
    const module = live.compiled(id)
    if (module) texts.set(id, module)
  }
  return texts
}

/** The only part that talks to the checker. */
export class TypeQuestions {
  readonly #checker: TypeChecker
  readonly #queue = createSerialQueue()
  readonly #graph = new ModuleGraph()
  /** What the checker has. */
  readonly #sent = new Map<string, CompiledModule>()

  constructor(checker: TypeChecker) {
    this.#checker = checker
  }

  /** These scripts, and all whose types may depend on theirs, as far as the checker knows them. */
  withImporters(ids: Iterable<string>): readonly string[] {
    return [...this.#graph.affected(new Map(Array.from(ids, (id) => [id, []])))]
  }

  /**
   * The problems of some scripts. `view`, and then `ids`, are called when it is this question's
   * turn.
   */
  async ask(view: () => TypeView, ids: () => readonly string[]): Promise<readonly Diagnostic[]> {
    let found: readonly Diagnostic[] = []
    await this.#queue.run(async () => {
      found = await this.#check(view(), ids)
    })
    return found
  }

  async #check(view: TypeView, ids: () => readonly string[]): Promise<readonly Diagnostic[]> {
    const changes = [...this.#removals(view), ...this.#texts(view)]
    try {
      return await this.#checker.check({ changes, ids: ids() })
    } catch (error) {
      this.#sent.clear()
      throw error
    }
  }

  #texts(view: TypeView): readonly CompileRequest[] {
    const changed = [...view.values()].filter((module) => this.#isNew(module))
    for (const module of changed) {
      this.#sent.set(module.id, module)
      this.#graph.set(module.id, mentionedScripts(module))
    }
    return changed.map(({ id, file, text }) => ({ id, file, text }))
  }

  #isNew({ id, file, text }: CompiledModule): boolean {
    const sent = this.#sent.get(id)
    return sent?.text !== text || sent.file !== file
  }

  #removals(view: TypeView): readonly ScriptRemoval[] {
    const removed = [...this.#sent.values()].filter(({ id, file }) => view.get(id)?.file !== file)
    for (const { id } of removed) {
      this.#sent.delete(id)
      this.#graph.set(id, [])
    }
    return removed.map(({ id, file }) => ({ id, file, removed: true }))
  }
}
