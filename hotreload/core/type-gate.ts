// The type gate: keeps what has type errors from going live.

import type { Emitter } from 'tickswap'
import type { CompiledModule } from './compiler.ts'
import type { Diagnostic } from './diagnostic.ts'
import { goneIn, modulesIn } from './edit.ts'
import type { HotReloadEvents } from './events.ts'
import type { LinkPlan } from './link-plan.ts'
import type { LiveModules } from './live-modules.ts'
import type { Problems } from './problems.ts'
import type { TypeQuestions, TypeView } from './type-questions.ts'

/** What the gate is made with. */
export interface TypeGateParts {
  readonly questions: TypeQuestions
  readonly live: LiveModules
  readonly problems: Problems
  readonly events: Emitter<HotReloadEvents>
  /** Whether those who import an edited script must be right too. */
  readonly importers: boolean
}

/**
 * The errors of a plan's modules, together with what else would be live then. None: it may go live. An error that an
 * importer had before the edit, and nobody has touched, refuses nothing.
 *
 * @throws if the checker fails twice in a row.
 */
export async function typeErrors(parts: TypeGateParts, plan: LinkPlan): Promise<readonly Diagnostic[]> {
  const { problems, events } = parts
  const edited = [...plan.edit.keys()]
  if (edited.length === 0) return []
  const start = performance.now()
  const { ids, found } = await askTwice(parts, plan, edited)
  const errors = found.filter((diagnostic) => {
    const { severity, script } = diagnostic
    return severity === 'error' && (edited.includes(script) || isNew(problems, diagnostic))
  })
  // From here on what is said of an edited script is said of its new text, and that is held back with its errors.
  for (const id of edited) problems.type(id, [])
  events.emit('checked', { ids, diagnostics: found, milliseconds: performance.now() - start })
  return errors
}

/** A worker that died is replaced at the next question. */
async function askTwice(
  { questions, live, importers }: TypeGateParts,
  plan: LinkPlan,
  edited: readonly string[],
): Promise<{ readonly ids: readonly string[]; readonly found: readonly Diagnostic[] }> {
  const view = planned(live, plan)
  let ids: readonly string[] = []
  const choose = () => {
    ids = (importers ? questions.withImporters(edited) : edited).filter((id) => view.has(id))
    return ids
  }
  const ask = async () => questions.ask(() => view, choose)
  const found = await ask().catch(ask)
  return { ids, found }
}

/** The scripts as they will be once the plan is live. */
function planned(live: LiveModules, { edit }: LinkPlan): TypeView {
  const view = new Map<string, CompiledModule>()
  for (const id of live.scriptIds) {
    const module = live.compiled(id)
    if (module) view.set(id, module)
  }
  for (const id of goneIn(edit)) view.delete(id)
  for (const module of modulesIn(edit)) view.set(module.id, module)
  return view
}

function isNew(problems: Problems, { script, code, message, location }: Diagnostic): boolean {
  const known = problems.typesOf(script)
  return !known.some((one) => {
    return (
      one.code === code &&
      one.message === message &&
      one.location?.line === location?.line &&
      one.location?.column === location?.column
    )
  })
}
