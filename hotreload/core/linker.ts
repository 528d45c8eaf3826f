// The linker: loads and evaluates the modules of a link plan, beside the live ones, which it does not touch.

import type { CompiledModule } from './compiler.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { Evaluator, ModuleFunction, ModuleRecord } from './evaluator.ts'
import { LOOP_GUARD_SPECIFIER } from './guard-site.ts'
import { type LinkPlan, scriptsImportedBy } from './link-plan.ts'
import { LinkedModule } from './linked-module.ts'
import type { LiveModules } from './live-modules.ts'
import { guardModule } from './loop-guard.ts'
import { createNamespace } from './namespace.ts'
import { thrownLocation } from './thrown-location.ts'

export type Linked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }

/** A plan whose modules are functions, ready to be called. */
export interface LoadedPlan {
  readonly plan: LinkPlan
  readonly functions: ReadonlyMap<string, ModuleFunction>
}

/** Turns the code of all modules of a plan into functions. */
export async function loadModules(evaluator: Evaluator, plan: LinkPlan): Promise<Linked<LoadedPlan>> {
  const functions = new Map<string, ModuleFunction>()
  const diagnostics: Diagnostic[] = []
  const load = async (module: CompiledModule) => {
    try {
      functions.set(module.id, await evaluator.load(module))
    } catch (error) {
      const message = `The ${evaluator.name} evaluator refused the code of script "${module.id}": ${describe(error)}`
      diagnostics.push({
        severity: 'error',
        stage: 'evaluate',
        code: 'refused-code',
        script: module.id,
        message,
      })
    }
  }
  await Promise.all([...plan.modules.values()].map(load))
  return diagnostics.length > 0 ? { ok: false, diagnostics } : { ok: true, value: { plan, functions } }
}

/** Runs the top level of every module of the plan, each once and after what it imports. */
export function evaluateModules(live: LiveModules, loaded: LoadedPlan): Linked<readonly LinkedModule[]> {
  const evaluation = new Evaluation(live, loaded)
  const modules = [...loaded.plan.modules.values()]
  try {
    const evaluated = modules.map((module) => {
      return new LinkedModule(module.id, evaluation.namespace(module), module)
    })
    joinDependencies(live, loaded.plan, evaluated)
    return { ok: true, value: evaluated }
  } catch (error) {
    if (!(error instanceof TopLevelThrow)) throw error
    return { ok: false, diagnostics: [topLevelDiagnostic(error, modules)] }
  }
}

/** Notes whom each module was linked with. */
function joinDependencies(live: LiveModules, plan: LinkPlan, evaluated: readonly LinkedModule[]): void {
  const linked = new Map(evaluated.map((one) => [one.id, one]))
  for (const one of evaluated) {
    const imported = scriptsImportedBy(plan, one.id)
    one.dependencies = imported.flatMap((id) => linked.get(id) ?? live.linked(id) ?? [])
  }
}

class Evaluation {
  readonly #live: LiveModules
  readonly #loaded: LoadedPlan
  readonly #records = new Map<string, ModuleRecord>()

  constructor(live: LiveModules, loaded: LoadedPlan) {
    this.#live = live
    this.#loaded = loaded
  }

  /** What the module exports. Runs it at the first call; inside a cycle, what it exports so far. */
  namespace(module: CompiledModule): object {
    const known = this.#records.get(module.id)
    if (known) return known.exports
    const record: ModuleRecord = { exports: createNamespace() }
    this.#records.set(module.id, record)
    try {
      const run = this.#loaded.functions.get(module.id)
      run?.(record, record.exports, (specifier) => this.#require(module, specifier))
    } catch (error) {
      throw error instanceof TopLevelThrow ? error : new TopLevelThrow(module, error)
    }
    if (Object(record.exports) !== record.exports) record.exports = createNamespace()
    return record.exports
  }

  #require(importer: CompiledModule, specifier: string): object {
    if (specifier === LOOP_GUARD_SPECIFIER) return guardModule(importer)
    const { modules, resolve } = this.#loaded.plan
    const target = resolve(importer.id, specifier)
    if (target?.kind === 'host') return target.namespace
    const planned = target && modules.get(target.id)
    const namespace = planned ? this.namespace(planned) : target && this.#live.namespace(target.id)
    if (namespace) return namespace
    throw new Error(`Script "${importer.id}" requires "${specifier}", which it does not import.`)
  }
}

/** What a module's top level threw, on its way through the modules that import it. */
class TopLevelThrow {
  readonly module: CompiledModule
  readonly error: unknown

  constructor(module: CompiledModule, error: unknown) {
    this.module = module
    this.error = error
  }
}

function topLevelDiagnostic(
  { module, error }: TopLevelThrow,
  modules: readonly CompiledModule[],
): Diagnostic {
  const location = thrownLocation(error, modules)
  return {
    severity: 'error',
    stage: 'evaluate',
    code: 'evaluation',
    script: module.id,
    message: `Script "${module.id}" threw while its top level ran: ${describe(error)}`,
    ...(location && { location }),
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
