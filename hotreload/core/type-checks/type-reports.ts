// Type reports: checks the newest texts in the background and tells what it found, as warnings.

import type { Emitter } from 'tickswap'
import type { CompiledModule } from '../contracts/compiler.ts'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { HotReloadEvents } from '../events/hot-reload-events.ts'
import type { Compiled } from '../publish/batch-publisher.ts'
import type { LiveModules } from '../state/live-modules.ts'
import type { Problems } from '../state/problems.ts'
import { asWarning } from './type-gate.ts'
import { liveTexts, type TypeQuestions } from './type-questions.ts'

/** What reports are made with. */
export interface TypeReportsParts {
  readonly questions: TypeQuestions
  readonly live: LiveModules
  readonly problems: Problems
  readonly events: Emitter<HotReloadEvents>
  /** Whether those who import a changed script are checked too. */
  readonly importers: boolean
}

/** So many scripts are checked at a time: an edit does not wait until hundreds are done. */
const SCRIPTS_AT_ONCE = 16

/** Checks what it is told of, the newest edits first, and what runs. */
export class TypeReports {
  readonly #parts: TypeReportsParts
  /** The newest text of each edited script that compiled. Of the others, the one that runs is the newest. */
  readonly #edited = new Map<string, CompiledModule>()
  /** Scripts whose newest text did not compile: an older one stands in for others, and nothing is said of it. */
  readonly #broken = new Set<string>()
  readonly #seen = new Set<string>()
  #due = new Set<string>()
  #running: Promise<void> | undefined
  #isFailing = false
  #isClosed = false

  constructor(parts: TypeReportsParts) {
    this.#parts = parts
  }

  /** Checks all that runs and was not looked at yet. */
  start(): void {
    this.#check(this.#unseen())
  }

  /** Resolves when nothing is left to check, or the checker fails. */
  async idle(): Promise<void> {
    await this.#running
  }

  /**
   * Takes in what texts were compiled to, and checks it, whether it went live or not: what is wrong with a text that faults
   * at once is often what its types say. What did not compile has no types to speak of.
   */
  note(results: Compiled): void {
    const { problems } = this.#parts
    for (const [id, result] of results) {
      this.#broken.delete(id)
      if ('removed' in result) this.#edited.delete(id)
      else if (result.ok) this.#edited.set(id, result.module)
      else this.#broken.add(id)
      if ('removed' in result || !result.ok) problems.type(id, [])
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
    const { live } = this.#parts
    return [...live.scriptIds].filter((id) => !this.#seen.has(id) && live.compiled(id))
  }

  #check(changed: readonly string[]): void {
    const { importers, questions } = this.#parts
    if (changed.length === 0) return
    for (const id of changed) this.#seen.add(id)
    this.#due = new Set([
      ...changed,
      ...(importers ? questions.withImporters(changed) : []),
      ...this.#due,
    ])
    this.#running ??= this.#checkAll().finally(() => {
      this.#running = undefined
    })
  }

  #newest(id: string): CompiledModule | undefined {
    return this.#edited.get(id) ?? this.#parts.live.compiled(id)
  }

  async #checkAll(): Promise<void> {
    while (this.#due.size > 0 && !this.#isClosed) {
      const ids = [...this.#due].slice(0, SCRIPTS_AT_ONCE)
      try {
        await this.#checkSome(ids)
      } catch (error) {
        // What is due waits for the next edit; told once, and not at every one.
        this.#due = new Set([...ids, ...this.#due])
        if (!this.#isFailing && !this.#isClosed) this.#parts.events.emit('failed', { error, ids })
        this.#isFailing = true
        return
      }
    }
  }

  async #checkSome(ids: readonly string[]): Promise<void> {
    const asked = new Map<string, CompiledModule>()
    const start = performance.now()
    const found = await this.#parts.questions.ask(
      () => new Map([...liveTexts(this.#parts.live), ...this.#edited]),
      () => {
        for (const id of ids) this.#take(id, asked)
        return [...asked.keys()]
      },
    )
    this.#isFailing = false
    const current = [...asked].flatMap(([id, module]) => {
      return this.#newest(id) === module && !this.#broken.has(id) ? [id] : []
    })
    this.#tell(current, found.map(asWarning), performance.now() - start)
  }

  /** A script whose text changes from now on is due again. */
  #take(id: string, asked: Map<string, CompiledModule>): void {
    this.#due.delete(id)
    const module = this.#newest(id)
    if (module) asked.set(id, module)
  }

  #tell(ids: readonly string[], found: readonly Diagnostic[], milliseconds: number): void {
    const { problems, events } = this.#parts
    if (ids.length === 0 || this.#isClosed) return
    for (const id of ids)
      problems.type(
        id,
        found.filter(({ script }) => script === id),
      )
    const diagnostics = found.filter(({ script }) => ids.includes(script))
    events.emit('checked', { ids, diagnostics, milliseconds })
  }
}
