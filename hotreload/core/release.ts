// The release: decides what becomes of a compiled batch: published, unchanged, or rejected and held back.

import type { Emitter } from 'tickswap'
import type { CompiledModule, CompileResult } from './compiler.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { Evaluator } from './evaluator.ts'
import type { HotReloadEvents } from './events.ts'
import { type GoLiveParts, goLive } from './go-live.ts'
import type { Batch } from './intake.ts'
import { planJointly } from './joint-plan.ts'
import type { LinkPlan } from './link-plan.ts'
import type { LinkedModule } from './linked-module.ts'
import { evaluateModules, type Linked, loadModules } from './linker.ts'
import type { HeldGroup } from './problems.ts'
import type { Publication, PublishResult } from './publisher.ts'
import { quarantineProblems } from './quarantine.ts'
import { returningModules } from './returning-modules.ts'

export interface ReleaseParts extends GoLiveParts {
  readonly evaluator: Evaluator
  readonly events: Emitter<HotReloadEvents>
}

type Edit = ReadonlyMap<string, CompiledModule>
type Evaluate = () => Linked<readonly LinkedModule[]>

/** Releases batches, one after the other. Each method answers false if the batch was overtaken meanwhile. */
export class Release {
  readonly #parts: ReleaseParts

  constructor(parts: ReleaseParts) {
    this.#parts = parts
  }

  /** Tells again what became of a batch whose texts were all seen before. Nothing is tried again. */
  repeat(batch: Batch): boolean {
    const { problems, events } = this.#parts
    if (!batch.claim()) return false
    const ids = batch.changes.map(({ id }) => id)
    const rejected = this.rejected(batch)
    if (rejected.length > 0) {
      events.emit('rejected', { ids: rejected, diagnostics: problems.against(rejected) })
    }
    if (rejected.length < ids.length) {
      events.emit('unchanged', { ids: ids.filter((id) => !rejected.includes(id)) })
    }
    return true
  }

  /** The scripts of a batch whose texts were rejected. */
  rejected({ changes }: Batch): readonly string[] {
    return changes.map(({ id }) => id).filter((id) => this.#parts.problems.isHeld(id))
  }

  /** Publishes a compiled batch, with the held-back texts that it completes, or rejects it whole. */
  async renew(batch: Batch, results: ReadonlyMap<string, CompileResult>): Promise<boolean> {
    const { live, problems, events } = this.#parts
    problems.overtake(new Set(results.keys()))
    for (const [id, result] of results) problems.warn(id, result.ok ? result.diagnostics : [])
    const modules = compiledModules(results)
    if (modules.size < results.size) return this.#refuse(batch, results, modules)
    const same = [...modules.values()].filter((module) => this.#isRunning(module))
    for (const { id } of same) modules.delete(id)
    if (!(await this.#release(batch, modules, problems.candidates()))) return false
    for (const module of same) live.setCompiled(module)
    if (same.length > 0) events.emit('unchanged', { ids: same.map(({ id }) => id) })
    return true
  }

  #refuse(batch: Batch, results: ReadonlyMap<string, CompileResult>, modules: Edit): boolean {
    if (!batch.claim()) return false
    const broken = [...results.keys()].filter((id) => !modules.has(id))
    const members = new Map([...results.keys()].map((id) => [id, modules.get(id)]))
    this.#reject(members, broken, [...results.values()].flatMap(problemsOf))
    return true
  }

  async #release(batch: Batch, edit: Edit, candidates: readonly HeldGroup[]): Promise<boolean> {
    const { live, problems, history } = this.#parts
    const refuse = (plan: LinkPlan) => quarantineProblems(history, live, plan)
    const { result, changed, joined, left } = planJointly(live, edit, candidates, refuse)
    const loaded = result.ok ? await this.#load(result.value) : result
    if (!batch.claim()) return false
    for (const { group, diagnostics } of left) problems.hold({ ...group, diagnostics }, group)
    const outcome = this.#goLive(loaded, changed)
    if (outcome.ok) {
      problems.release(joined)
      this.#announce(batch, outcome.publication, changed)
      return true
    }
    const { diagnostics } = outcome
    const blockedBy = result.ok ? scriptsOf(diagnostics) : new Set<string>()
    if (!result.ok || joined.length === 0) {
      this.#reject(edit, blockedBy, diagnostics)
      return true
    }
    for (const group of joined) problems.hold({ ...group, blockedBy, diagnostics }, group)
    return this.#release(batch, edit, [])
  }

  /** Gets modules ready: those that ran before as they are, or all of them anew. */
  async #load(plan: LinkPlan): Promise<Linked<Evaluate>> {
    const { live, history, evaluator } = this.#parts
    const returning = returningModules(history, live, plan)
    if (returning) return { ok: true, value: () => ({ ok: true, value: returning }) }
    const loaded = await loadModules(evaluator, plan)
    return loaded.ok ? { ok: true, value: () => evaluateModules(live, loaded.value) } : loaded
  }

  #goLive(loaded: Linked<Evaluate>, changed: Edit): PublishResult {
    const evaluated = loaded.ok ? loaded.value() : loaded
    return evaluated.ok ? goLive(this.#parts, evaluated.value, changed) : evaluated
  }

  #isRunning(module: CompiledModule): boolean {
    const { live, history } = this.#parts
    const linked = live.linked(module.id)
    return linked !== undefined && live.isLinked(module) && !history.recordOf(linked)?.fault
  }

  #announce(batch: Batch, publication: Publication | undefined, changed: Edit): void {
    const { events } = this.#parts
    if (!publication) {
      if (changed.size > 0) events.emit('unchanged', { ids: [...changed.keys()] })
      return
    }
    const { generation, versions, diagnostics } = publication
    events.emit('published', { generation, versions, milliseconds: performance.now() - batch.since })
    for (const diagnostic of diagnostics) {
      const id = diagnostic.script
      this.#reject(new Map([[id, changed.get(id)]]), [id], [diagnostic])
    }
  }

  #reject(
    members: ReadonlyMap<string, CompiledModule | undefined>,
    blockedBy: Iterable<string>,
    diagnostics: readonly Diagnostic[],
  ): void {
    if (members.size === 0) return
    const { problems, events } = this.#parts
    problems.hold({ members, blockedBy: new Set(blockedBy), diagnostics })
    events.emit('rejected', { ids: [...members.keys()], diagnostics })
  }
}

function compiledModules(results: ReadonlyMap<string, CompileResult>): Map<string, CompiledModule> {
  return new Map([...results].flatMap(([id, result]) => (result.ok ? [[id, result.module] as const] : [])))
}

function problemsOf(result: CompileResult): readonly Diagnostic[] {
  return result.ok ? [] : result.diagnostics
}

function scriptsOf(diagnostics: readonly Diagnostic[]): Set<string> {
  return new Set(diagnostics.map(({ script }) => script))
}
