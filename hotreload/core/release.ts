// The release: decides what becomes of a compiled batch: published, unchanged, or rejected and held back.

import type { CompileResult } from './compiler.ts'
import type { Diagnostic } from './diagnostic.ts'
import { type Edit, type EditedScript, modulesIn } from './edit.ts'
import type { Evaluator } from './evaluator.ts'
import type { FrameWork } from './frame-work.ts'
import { type GoLiveParts, goLive } from './go-live.ts'
import type { Batch } from './intake.ts'
import { type JointPlan, planJointly } from './joint-plan.ts'
import type { LinkPlan } from './link-plan.ts'
import { failedHost, type LinkProblem } from './link-problem.ts'
import type { LinkedModule } from './linked-module.ts'
import { evaluatePlan, type Linked } from './linker.ts'
import type { HeldGroup } from './problems.ts'
import type { PublishResult } from './publisher.ts'
import { quarantineProblems } from './quarantine.ts'
import type { Rejections } from './rejections.ts'
import type { ReleaseNews } from './release-news.ts'
import { returningModules } from './returning-modules.ts'
import type { ScriptRemoval } from './source.ts'

export interface ReleaseParts extends GoLiveParts {
  readonly evaluator: Evaluator
  readonly work: FrameWork
  readonly rejections: Rejections
  readonly news: ReleaseNews
}

/** What compiling came to, by script; a script that is gone needed none. */
export type Compiled = ReadonlyMap<string, CompileResult | ScriptRemoval>

/** What a plan leads to: modules that are evaluated, or that come back as they were. */
interface Ready {
  readonly modules: readonly LinkedModule[]
  readonly isReturning: boolean
}

/** What is to be released. */
interface Candidate {
  readonly batch: Batch
  readonly edit: Edit
  /** Held-back texts that the edit may complete. */
  readonly waiting: readonly HeldGroup[]
  /** Somebody asked for it: it is evaluated anew, whatever is known of it. */
  readonly isForced: boolean
}

/** Releases batches, one after the other. Each method answers false if the batch was overtaken meanwhile. */
export class Release {
  readonly #parts: ReleaseParts

  constructor(parts: ReleaseParts) {
    this.#parts = parts
  }

  /** Tells again what became of a batch whose texts were all seen before. Nothing is tried again. */
  repeat(batch: Batch): boolean {
    const { rejections, news } = this.#parts
    if (!batch.claim()) return false
    const rejected = this.rejected(batch)
    rejections.tell(rejected)
    news.unchanged(
      batch.changes.map(({ id }) => id).filter((id) => !rejected.includes(id)),
      'same-text',
    )
    return true
  }

  /** The scripts of a batch whose texts were rejected. */
  rejected({ changes }: Batch): readonly string[] {
    return changes.map(({ id }) => id).filter((id) => this.#parts.problems.isHeld(id))
  }

  /** Publishes a compiled batch, with the held-back texts that it completes, or rejects it whole. */
  async renew(batch: Batch, results: Compiled): Promise<boolean> {
    const { live, problems, news } = this.#parts
    problems.overtake(new Set(results.keys()))
    for (const [id, result] of results)
      problems.warn(id, 'ok' in result && result.ok ? result.diagnostics : [])
    const edit = new Map([...results].flatMap(edited))
    if (edit.size < results.size) return this.#refuse(batch, results, edit)
    const same = modulesIn(edit).filter((module) => this.#isRunning(module))
    for (const { id } of same) edit.delete(id)
    const candidate = { batch, edit, waiting: problems.candidates(), isForced: false }
    if (!(await this.#release(candidate))) return false
    for (const module of same) live.setCompiled(module)
    news.unchanged(
      same.map(({ id }) => id),
      'same-code',
    )
    return true
  }

  /** Evaluates the newest texts of scripts anew and publishes them. */
  async reload(batch: Batch, ids: readonly string[]): Promise<void> {
    const { live, problems } = this.#parts
    const newest = ids.flatMap((id): [string, EditedScript][] => {
      const edited = problems.heldText(id) ?? live.compiled(id)
      return edited ? [[id, edited]] : []
    })
    const edit = new Map(newest)
    problems.overtake(new Set(edit.keys()))
    await this.#release({ batch, edit, waiting: [], isForced: true })
  }

  #refuse(batch: Batch, results: Compiled, edit: Edit): boolean {
    if (!batch.claim()) return false
    const ids = [...results.keys()]
    const members = new Map(ids.map((id) => [id, edit.get(id)]))
    const blockedBy = new Set(ids.filter((id) => !edit.has(id)))
    const diagnostics = [...results.values()].flatMap((result) =>
      'ok' in result && !result.ok ? result.diagnostics : [],
    )
    this.#parts.rejections.hold({ members, blockedBy, diagnostics })
    return true
  }

  async #release(candidate: Candidate): Promise<boolean> {
    const { live, problems } = this.#parts
    const { batch, edit, waiting } = candidate
    const failed = await this.#loadHosts(edit, waiting)
    const joint = planJointly(live, edit, waiting, (plan) => this.#objections(plan, failed, candidate))
    const { epoch } = live
    const ready = joint.result.ok ? await this.#makeReady(joint.result.value, candidate) : joint.result
    if (!ready) return false
    // A fault or a rollback came in between: what was linked is not what is live.
    if (live.epoch !== epoch) return batch.isOvertaken ? false : this.#release(candidate)
    if (!batch.claim()) return false
    for (const { group, diagnostics } of joint.left) problems.hold({ ...group, diagnostics }, group)
    return this.#conclude(candidate, joint, ready)
  }

  /** Makes a whole generation live, or holds it back. */
  async #conclude(candidate: Candidate, joint: JointPlan, ready: Linked<Ready>): Promise<boolean> {
    const { live, problems, rejections, news } = this.#parts
    const { batch, edit, isForced } = candidate
    const { changed, joined, result } = joint
    const wereGone = new Set([...changed.keys()].filter((id) => live.isGone(id)))
    const outcome: PublishResult = ready.ok ? goLive(this.#parts, ready.value.modules, changed) : ready
    if (ready.ok && outcome.ok) {
      problems.release(joined)
      news.live(batch, outcome.publication, { ...ready.value, edit, changed, isForced, wereGone })
      for (const diagnostic of outcome.publication?.diagnostics ?? []) this.#holdAlone(diagnostic, changed)
      return true
    }
    const diagnostics = outcome.ok ? [] : outcome.diagnostics
    const blockedBy = new Set(result.ok ? diagnostics.map(({ script }) => script) : [])
    if (!result.ok || joined.length === 0) {
      if (edit.size > 0) rejections.hold({ members: edit, blockedBy, diagnostics })
      return true
    }
    for (const group of joined) problems.hold({ ...group, blockedBy, diagnostics }, group)
    return this.#release({ ...candidate, waiting: [] })
  }

  /** Gets modules ready: those that ran before as they are, or all of them anew. */
  async #makeReady(plan: LinkPlan, { batch, isForced }: Candidate): Promise<Linked<Ready> | undefined> {
    const { live, history } = this.#parts
    const returning = isForced ? undefined : returningModules(history, live, plan)
    if (returning) {
      return { ok: true, value: { modules: returning, isReturning: plan.modules.size > 0 } }
    }
    const evaluated = await evaluatePlan(this.#parts, plan, () => batch.isOvertaken)
    if (!evaluated?.ok) return evaluated
    return { ok: true, value: { modules: evaluated.value, isReturning: false } }
  }

  /** Loads the host modules that are imported for the first time. Answers what went wrong, by key. */
  async #loadHosts(edit: Edit, waiting: readonly HeldGroup[]): Promise<ReadonlyMap<string, unknown>> {
    const { live } = this.#parts
    const modules = [edit, ...waiting.map(({ members }) => members)].flatMap((members) => {
      return Array.from(members.values(), (member) => (member && 'code' in member ? member : undefined))
    })
    const keys = modules.flatMap((module) => (module ? live.importedHosts(module, edit) : []))
    const failures = await live.hosts.load(keys)
    return new Map(failures.map(({ key, error }) => [key, error]))
  }

  /** What stands against a plan that links: hosts that could not be loaded, and texts in quarantine. */
  #objections(plan: LinkPlan, failed: ReadonlyMap<string, unknown>, { isForced }: Candidate): LinkProblem[] {
    const { live, history } = this.#parts
    const broken = [...plan.modules.values()].flatMap((module) =>
      module.imports.flatMap((entry) => {
        const target = plan.resolve(module.id, entry)
        const isBroken = target?.kind === 'host' && failed.has(target.key)
        return isBroken ? [failedHost(module, entry, failed.get(target.key))] : []
      }),
    )
    return isForced ? broken : [...broken, ...quarantineProblems(history, live, plan)]
  }

  #holdAlone(diagnostic: Diagnostic, changed: Edit): void {
    const id = diagnostic.script
    const members = new Map([[id, changed.get(id)]])
    this.#parts.rejections.hold({ members, blockedBy: new Set([id]), diagnostics: [diagnostic] })
  }

  #isRunning(module: Parameters<GoLiveParts['live']['isLinked']>[0]): boolean {
    const { live, history } = this.#parts
    const linked = live.linked(module.id)
    return linked !== undefined && live.isLinked(module) && !history.recordOf(linked)?.fault
  }
}

function edited([id, result]: [string, CompileResult | ScriptRemoval]): [string, EditedScript][] {
  if ('removed' in result) return [[id, result]]
  return result.ok ? [[id, result.module]] : []
}
