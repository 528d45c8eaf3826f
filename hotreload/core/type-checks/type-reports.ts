// Type reports: checks the newest texts in the background and reports errors as warnings.

import type { CompiledModule } from '../contracts/compiler.ts'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { CompileResults } from '../state/edit.ts'
import type { PipelineState } from '../state/pipeline-state.ts'
import { asWarning } from './type-gate.ts'
import { liveTexts, type TypeQuestions } from './type-questions.ts'

/** So many scripts are checked at a time: an edit does not wait until hundreds are done. */
const SCRIPTS_AT_ONCE = 16

/** Checks edited scripts, the newest first, and what runs. */
export class TypeReports {
  readonly #state: PipelineState
  readonly #questions: TypeQuestions
  readonly #importers: boolean
  /**
   * The newest text of each edited script that compiled. Of the others, the one that runs is the
   * newest.
   */
  readonly #edited = new Map<string, CompiledModule>()
  /**
   * Scripts whose newest text did not compile: an older one is checked against, and not reported.
   */
  readonly #broken = new Set<string>()
  readonly #seen = new Set<string>()
  #due = new Set<string>()
  #running: Promise<void> | undefined
  #isFailing = false
  #isClosed = false

  /** `importers`: whether the scripts that import a changed one are checked too. */
  constructor(state: PipelineState, questions: TypeQuestions, importers: boolean) {
    this.#state = state
    this.#questions = questions
    this.#importers = importers
  }

  /** Checks all that runs and was not checked yet. */
  start(): void {
    this.#check(this.#unseen())
  }

  /** Resolves when nothing is left to check, or the checker fails. */
  async idle(): Promise<void> {
    await this.#running
  }

  /**
   * Takes in what texts were compiled to, and checks it, whether it went live or not: what is wrong
   * with a text that faults at once is often what its types say. What did not compile has no types
   * to speak of.
   */
  note(results: CompileResults): void {
    const { problems } = this.#state
    for (const [id, result] of results) {
      this.#broken.delete(id)
      if ('removed' in result) this.#edited.delete(id)
      else if (result.ok) this.#edited.set(id, result.module)
      else this.#broken.add(id)
      if ('removed' in result || !result.ok) problems.setTypes(id, [])
    }
    this.#check([...results.keys(), ...this.#unseen()].filter((id) => !this.#broken.has(id)))
  }

  /** Checks scripts as they run now. */
  recheck(ids: readonly string[]): void {
    this.#check([...ids, ...this.#unseen()])
  }

  close(): void {
    this.#isClosed = true
  }

  /** What the game was started with, or was restored. */
  #unseen(): readonly string[] {
    const { live } = this.#state
    return [...live.scriptIds].filter((id) => !this.#seen.has(id) && live.compiled(id))
  }

  #check(changed: readonly string[]): void {
    if (changed.length === 0) return
    for (const id of changed) this.#seen.add(id)
    this.#due = new Set([
      ...changed,
      ...(this.#importers ? this.#questions.withImporters(changed) : []),
      ...this.#due,
    ])
    this.#running ??= this.#checkAll().finally(() => {
      this.#running = undefined
    })
  }

  #newest(id: string): CompiledModule | undefined {
    return this.#edited.get(id) ?? this.#state.live.compiled(id)
  }

  async #checkAll(): Promise<void> {
    while (this.#due.size > 0 && !this.#isClosed) {
      const ids = [...this.#due].slice(0, SCRIPTS_AT_ONCE)
      try {
        await this.#checkSome(ids)
      } catch (error) {
        // What is due waits for the next edit; reported once, and not at every edit.
        this.#due = new Set([...ids, ...this.#due])
        if (!this.#isFailing && !this.#isClosed) this.#state.events.emit('failed', { error, ids })
        this.#isFailing = true
        return
      }
    }
  }

  async #checkSome(ids: readonly string[]): Promise<void> {
    const asked = new Map<string, CompiledModule>()
    const start = performance.now()
    const found = await this.#questions.ask(
      () => new Map([...liveTexts(this.#state.live), ...this.#edited]),
      () => {
        for (const id of ids) this.#take(id, asked)
        return [...asked.keys()]
      },
    )
    this.#isFailing = false
    const current = [...asked].flatMap(([id, module]) => {
      return this.#newest(id) === module && !this.#broken.has(id) ? [id] : []
    })
    this.#report(current, found.map(asWarning), performance.now() - start)
  }

  /** A script whose text changes from now on is due again. */
  #take(id: string, asked: Map<string, CompiledModule>): void {
    this.#due.delete(id)
    const module = this.#newest(id)
    if (module) asked.set(id, module)
  }

  #report(ids: readonly string[], found: readonly Diagnostic[], milliseconds: number): void {
    const { problems, events } = this.#state
    if (ids.length === 0 || this.#isClosed) return
    for (const id of ids)
      problems.setTypes(
        id,
        found.filter(({ script }) => script === id),
      )
    const diagnostics = found.filter(({ script }) => ids.includes(script))
    events.emit('checked', { ids, diagnostics, milliseconds })
  }
}
