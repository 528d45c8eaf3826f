// Type reports: checks the newest texts in the background and tells what it found, as warnings.

import type { Emitter } from 'tickswap'
import type { CompiledModule } from './compiler.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { HotReloadEvents } from './events.ts'
import type { LiveModules } from './live-modules.ts'
import type { Problems } from './problems.ts'
import type { Compiled } from './release.ts'
import type { TypeQuestions } from './type-questions.ts'

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

/**
 * What compiles is checked, whether it went live or not: what is wrong with a text that faults at once is often what
 * its types say. The newest edits come first.
 */
export class TypeReports {
  readonly #parts: TypeReportsParts
  /** The newest text of each script that compiled. */
  readonly #newest = new Map<string, CompiledModule>()
  /** Scripts whose newest text did not compile: an older one stands in for others, and nothing is said of it. */
  readonly #broken = new Set<string>()
  #due = new Set<string>()
  #isRunning = false
  #isFailing = false
  #isClosed = false

  constructor(parts: TypeReportsParts) {
    this.#parts = parts
  }

  /** Checks everything that runs. */
  start(): void {
    this.#check(this.#unknown())
  }

  /** Takes in what texts were compiled to, and checks it. What did not compile has no types to speak of. */
  note(results: Compiled): void {
    const modules: CompiledModule[] = []
    const gone: string[] = []
    for (const [id, result] of results) {
      this.#broken.delete(id)
      if ('removed' in result) gone.push(id)
      else if (result.ok) modules.push(result.module)
      else this.#broken.add(id)
    }
    for (const id of [...gone, ...this.#broken]) this.#parts.problems.type(id, [])
    for (const id of gone) this.#newest.delete(id)
    this.#check([...modules, ...this.#unknown().filter(({ id }) => !results.has(id))], gone)
  }

  close(): void {
    this.#isClosed = true
  }

  /** What runs and was not seen yet: what the game was started with, or was restored. */
  #unknown(): readonly CompiledModule[] {
    const { live } = this.#parts
    return [...live.scriptIds].flatMap((id) => (this.#newest.has(id) ? [] : (live.compiled(id) ?? [])))
  }

  #check(modules: readonly CompiledModule[], gone: readonly string[] = []): void {
    for (const module of modules) this.#newest.set(module.id, module)
    const changed = [...gone, ...modules.map(({ id }) => id)]
    const { importers, questions } = this.#parts
    this.#due = new Set([...changed, ...(importers ? questions.withImporters(changed) : []), ...this.#due])
    if (this.#isRunning) return
    this.#isRunning = true
    this.#checkAll().finally(() => {
      this.#isRunning = false
    })
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
      () => this.#newest,
      () => {
        for (const id of ids) this.#take(id, asked)
        return [...asked.keys()]
      },
    )
    this.#isFailing = false
    const current = [...asked].flatMap(([id, module]) => {
      return this.#newest.get(id) === module && !this.#broken.has(id) ? [id] : []
    })
    this.#tell(current, found.map(asWarning), performance.now() - start)
  }

  /** A script whose text changes from now on is due again. */
  #take(id: string, asked: Map<string, CompiledModule>): void {
    this.#due.delete(id)
    const module = this.#newest.get(id)
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

function asWarning(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, severity: 'warning' }
}
