// The type gate: keeps what has type errors from going live.

import type { CompiledModule } from '../contracts/compiler.ts'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { LinkPlan } from '../link/link-plan.ts'
import { modulesIn, removedIn } from '../state/edit.ts'
import type { LiveModules } from '../state/live-modules.ts'
import type { PipelineState } from '../state/pipeline-state.ts'
import { liveTexts, type TypeQuestions, type TypeView } from './type-questions.ts'

interface TypeGateOptions {
  /** Whether those who import an edited script must be right too. */
  readonly importers: boolean
  /** Resolves when it is known which errors there are in what runs. */
  readonly ready: () => Promise<void>
}

interface Found {
  readonly ids: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Every plan passes it. */
export class TypeGate {
  readonly #state: PipelineState
  readonly #questions: TypeQuestions
  readonly #options: TypeGateOptions
  readonly #seen = new WeakSet<CompiledModule>()

  constructor(state: PipelineState, questions: TypeQuestions, options: TypeGateOptions) {
    this.#state = state
    this.#questions = questions
    this.#options = options
  }

  /** Whether it was asked about a module. One whose code runs already never comes by. */
  hasSeen(module: CompiledModule): boolean {
    return this.#seen.has(module)
  }

  /**
   * The errors of a plan's modules, together with what else would be live then. None: it may go
   * live. An error that an importer had before the edit, and that nobody has touched, forbids
   * nothing.
   *
   * @throws if the checker fails twice in a row.
   */
  async errorsOf(plan: LinkPlan): Promise<readonly Diagnostic[]> {
    const { events } = this.#state
    const edited = new Set(plan.edit.keys())
    if (edited.size === 0) return []
    for (const module of modulesIn(plan.edit)) this.#seen.add(module)
    const start = performance.now()
    const found = await this.#askTwice(plan, [...edited])
    const milliseconds = performance.now() - start
    const errors = found.diagnostics.filter(({ severity }) => severity === 'error')
    if (errors.some(({ script }) => !edited.has(script))) await this.#options.ready()
    const blocking = errors.filter((error) => edited.has(error.script) || this.#isNew(error))
    this.#note(found, edited, blocking.length === 0)
    events.emit('checked', { ...found, milliseconds })
    return blocking
  }

  /** A worker that crashed is replaced at the next question. */
  async #askTwice(plan: LinkPlan, edited: readonly string[]): Promise<Found> {
    const questions = this.#questions
    const view = planned(this.#state.live, plan)
    let ids: readonly string[] = []
    const choose = () => {
      ids = (this.#options.importers ? questions.withImporters(edited) : edited).filter((id) =>
        view.has(id),
      )
      return ids
    }
    const ask = async () => questions.ask(() => view, choose)
    const diagnostics = await ask().catch(ask)
    return { ids, diagnostics }
  }

  /** From here on, reports about an edited script are about its new text. */
  #note({ ids, diagnostics }: Found, edited: ReadonlySet<string>, isRight: boolean): void {
    const { problems } = this.#state
    for (const id of edited) problems.setTypes(id, [])
    if (!isRight) return
    for (const id of ids) {
      const own = diagnostics.filter(({ script }) => script === id)
      problems.setTypes(id, own.map(asWarning))
    }
  }

  #isNew({ script, code, message, location }: Diagnostic): boolean {
    return !this.#state.problems.typesOf(script).some((known) => {
      return (
        known.code === code &&
        known.message === message &&
        known.location?.line === location?.line &&
        known.location?.column === location?.column
      )
    })
  }
}

/** A type error that forbids nothing is a warning. */
export function asWarning(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, severity: 'warning' }
}

/** The scripts as they will be once the plan is live. */
function planned(live: LiveModules, { edit }: LinkPlan): TypeView {
  const view = liveTexts(live)
  for (const id of removedIn(edit)) view.delete(id)
  for (const module of modulesIn(edit)) view.set(module.id, module)
  return view
}
