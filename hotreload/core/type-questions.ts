// Type questions: asks the checker one thing at a time, and keeps its texts in step with what is asked about.

import type { CompiledModule, CompileRequest } from './compiler.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { ScriptRemoval } from './source.ts'
import { createTurns } from './turns.ts'
import type { TypeChecker } from './type-checker.ts'

/** The scripts as they are to be looked at, by id. */
export type TypeView = ReadonlyMap<string, CompiledModule>

/** The only one who talks to the checker. */
export class TypeQuestions {
  readonly #checker: TypeChecker
  readonly #turns = createTurns()
  /** What the checker has. */
  readonly #sent = new Map<string, CompiledModule>()

  constructor(checker: TypeChecker) {
    this.#checker = checker
  }

  /** The problems of some scripts. `view` is called when it is this question's turn. */
  async ask(view: () => TypeView, ids: () => readonly string[]): Promise<readonly Diagnostic[]> {
    let found: readonly Diagnostic[] = []
    await this.#turns.take(async () => {
      found = await this.#check(view(), ids())
    })
    return found
  }

  async #check(view: TypeView, ids: readonly string[]): Promise<readonly Diagnostic[]> {
    if (ids.length === 0) return []
    const changes = [...this.#removals(view), ...this.#texts(view)]
    try {
      return await this.#checker.check({ changes, ids })
    } catch (error) {
      this.#sent.clear()
      throw error
    }
  }

  #texts(view: TypeView): readonly CompileRequest[] {
    const changed = [...view.values()].filter((module) => this.#isNew(module))
    for (const module of changed) this.#sent.set(module.id, module)
    return changed.map(({ id, file, text }) => ({ id, file, text }))
  }

  #isNew({ id, file, text }: CompiledModule): boolean {
    const sent = this.#sent.get(id)
    return sent?.text !== text || sent.file !== file
  }

  #removals(view: TypeView): readonly ScriptRemoval[] {
    const gone = [...this.#sent.values()].filter(({ id, file }) => view.get(id)?.file !== file)
    for (const { id } of gone) this.#sent.delete(id)
    return gone.map(({ id, file }) => ({ id, file, removed: true }))
  }
}
