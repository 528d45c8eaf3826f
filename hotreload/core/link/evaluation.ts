// Evaluation: runs the modules of a link plan, each once and after what it imports, beside those
// that are live.

import type { CompiledModule } from '../contracts/compiler.ts'
import type { ModuleFunction } from '../contracts/evaluator.ts'
import { LOOP_GUARD_SPECIFIER } from '../contracts/guard-site.ts'
import { guardModule } from '../loop-guard/loop-guard.ts'
import type { ImportTarget, LiveModules } from '../state/live-modules.ts'
import { createNamespace } from '../state/namespace.ts'
import type { LinkPlan } from './link-plan.ts'

/** One evaluation of a plan. Live modules are read, never changed. */
export class Evaluation {
  readonly #live: LiveModules
  readonly #plan: LinkPlan
  readonly #functions: ReadonlyMap<string, ModuleFunction>
  readonly #namespaces = new Map<string, Record<string, unknown>>()

  /** `functions` is what the evaluator made of the plan's modules. */
  constructor(live: LiveModules, plan: LinkPlan, functions: ReadonlyMap<string, ModuleFunction>) {
    this.#live = live
    this.#plan = plan
    this.#functions = functions
  }

  /** What the module exports. Runs it at the first call; inside a cycle, what it exports so far. */
  namespace(module: CompiledModule): object {
    const known = this.#namespaces.get(module.id)
    if (known) return known
    const exports = createNamespace()
    this.#namespaces.set(module.id, exports)
    try {
      const run = this.#functions.get(module.id)
      run?.({ exports }, exports, (specifier) => this.#require(module, specifier))
    } catch (error) {
      throw error instanceof TopLevelThrow ? error : new TopLevelThrow(module, error)
    }
    return exports
  }

  #require(importer: CompiledModule, specifier: string): object {
    if (specifier === LOOP_GUARD_SPECIFIER) return guardModule(importer)
    const entry = importer.imports.find((candidate) => candidate.specifier === specifier)
    const target = entry && this.#plan.resolve(importer.id, entry)
    const namespace = target && this.#namespaceOf(target)
    if (namespace) return namespace
    throw new Error(`Script "${importer.id}" requires "${specifier}", which it does not import.`)
  }

  #namespaceOf(target: ImportTarget): object | undefined {
    if (target.kind === 'host') return target.namespace
    const planned = this.#plan.modules.get(target.id)
    return planned ? this.namespace(planned) : this.#live.namespace(target.id)
  }
}

/** What a module's top level threw, on its way up through its importers. */
export class TopLevelThrow {
  readonly module: CompiledModule
  readonly error: unknown

  constructor(module: CompiledModule, error: unknown) {
    this.module = module
    this.error = error
  }
}
