// The release: decides what becomes of a compiled batch: published, unchanged, or rejected and held back.

import type { CompiledModule, CompileResult } from '../contracts/compiler.ts'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { Evaluator } from '../contracts/evaluator.ts'
import type { ScriptRemoval } from '../contracts/source.ts'
import { quarantineProblems } from '../history/quarantine.ts'
import { returningModules } from '../history/returning-modules.ts'
import type { Batch } from '../intake/intake.ts'
import { type JointPlan, planJointly } from '../link/joint-plan.ts'
import type { LinkPlan } from '../link/link-plan.ts'
import { failedHost, type LinkProblem } from '../link/link-problem.ts'
import { evaluatePlan, type Linked } from '../link/linker.ts'
import { type Edit, type EditedScript, modulesIn } from '../state/edit.ts'
import type { LiveModules } from '../state/live-modules.ts'
import { editOf, type HeldGroup } from '../state/problems.ts'
import type { Steps } from '../time/frame-scheduler.ts'
import type { TypeChecks } from '../type-checks/type-checks.ts'
import { type GoLiveParts, prepareGeneration, type ReadyGeneration } from './generation.ts'
import type { ReleaseNews } from './publish-news.ts'
import type { Rejections } from './rejections.ts'

export interface ReleaseParts extends GoLiveParts {
  readonly evaluator: Evaluator
  readonly rejections: Rejections
  readonly news: ReleaseNews
  readonly types: TypeChecks
}

/** What compiling came to, by script; a script that is gone needed none. */
export type Compiled = ReadonlyMap<string, CompileResult | ScriptRemoval>

/** What a plan leads to: modules that are evaluated, or that come back as they were; and nothing of it is live. */
interface Ready {
  readonly generation: ReadyGeneration
  /** Tells of it by events. */
  readonly tell: (generation: number | undefined) => void
}

/** What a batch was compiled to. */
interface Sorted {
  readonly edit: Map<string, EditedScript>
  /** The modules of it whose code is what runs. */
  readonly same: readonly CompiledModule[]
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
    const { live, problems, news, work } = this.#parts
    problems.overtake(new Set(results.keys()))
    const sorted = await work.run(this.#sort(results), () => batch.isOvertaken)
    if (!sorted) return false
    const { edit, same } = sorted
    if (edit.size < results.size) return this.#refuse(batch, results, edit)
    for (const { id } of same) edit.delete(id)
    const candidate = { batch, edit, waiting: problems.candidates(), isForced: false }
    if (!(await this.#release(candidate))) return false
    await work.run(setCompiled(live, same))
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

  *#sort(results: Compiled): Steps<Sorted> {
    const edit = new Map<string, EditedScript>()
    const same: CompiledModule[] = []
    for (const [id, result] of results) {
      yield
      this.#parts.problems.warn(id, 'ok' in result && result.ok ? result.diagnostics : [])
      const edited = editedBy(result)
      if (!edited) continue
      edit.set(id, edited)
      if ('code' in edited && this.#isRunning(edited)) same.push(edited)
    }
    return { edit, same }
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
    const { live, problems, work } = this.#parts
    const { batch, edit, waiting } = candidate
    const failed = await this.#loadHosts(candidate)
    const { epoch } = live
    const objections = (plan: LinkPlan) => this.#objections(plan, failed, candidate)
    const planning = planJointly(live, edit, waiting, objections)
    const joint = await work.run(planning, () => batch.isOvertaken)
    if (!joint) return false
    const ready = joint.result.ok
      ? await this.#makeReady(joint, joint.result.value, candidate)
      : joint.result
    // After a fault or a rollback meanwhile, what was linked is not what is live.
    const isStale = live.epoch !== epoch
    if (ready?.ok && (isStale || batch.isOvertaken)) ready.value.generation.discard()
    if (!ready || batch.isOvertaken) return false
    if (isStale) return this.#release(candidate)
    if (!batch.claim()) return false
    for (const { group, diagnostics } of joint.left) problems.hold({ ...group, diagnostics }, group)
    if (!ready.ok) return this.#reject(candidate, joint, ready.diagnostics)
    const { generation, tell } = ready.value
    const number = generation.goLive()
    problems.release(joint.joined)
    tell(number)
    await work.run(generation.settle())
    return true
  }

  /** Holds a generation back; without the texts that had joined, the edit may still go live. */
  async #reject(
    candidate: Candidate,
    { result, joined }: JointPlan,
    diagnostics: readonly Diagnostic[],
  ): Promise<boolean> {
    const { problems, rejections } = this.#parts
    const { edit } = candidate
    const blockedBy = new Set(result.ok ? diagnostics.map(({ script }) => script) : [])
    if (!result.ok || joined.length === 0) {
      if (edit.size > 0) rejections.hold({ members: edit, blockedBy, diagnostics })
      return true
    }
    for (const group of joined) problems.hold({ ...group, blockedBy, diagnostics }, group)
    return this.#release({ ...candidate, waiting: [] })
  }

  /** Gets modules ready: those that ran before as they are, or all of them anew. */
  async #makeReady(
    { changed }: JointPlan,
    plan: LinkPlan,
    { batch, edit, isForced }: Candidate,
  ): Promise<Linked<Ready> | undefined> {
    const { live, history, types, news, work } = this.#parts
    const diagnostics = await types.errorsOf(plan)
    if (diagnostics.length > 0) return { ok: false, diagnostics }
    if (batch.isOvertaken) return undefined
    const isOvertaken = () => batch.isOvertaken
    const returning = isForced
      ? undefined
      : await work.run(returningModules(history, live, plan), isOvertaken)
    const evaluated = returning
      ? ({ ok: true, value: returning } as const)
      : await evaluatePlan(this.#parts, plan, isOvertaken)
    if (!evaluated?.ok) return evaluated
    const modules = evaluated.value
    const prepared = await prepareGeneration(this.#parts, modules, plan.edit)
    if (!prepared.ok) return prepared
    const generation = prepared.value
    const isReturning = returning !== undefined && modules.length > 0
    const wereGone = live.goneOf(changed)
    const story = { edit, changed, modules, isReturning, isForced, wereGone }
    const tell = await work.run(news.of(batch, generation.versions, story))
    return { ok: true, value: { generation, tell } }
  }

  /** Loads the host modules that are imported for the first time. Answers what went wrong, by key. */
  async #loadHosts({ batch, edit, waiting }: Candidate): Promise<ReadonlyMap<string, unknown>> {
    const { live, work } = this.#parts
    const importing = importedHosts(live, edit, waiting)
    const keys = await work.run(importing, () => batch.isOvertaken)
    const failures = await live.hosts.load(keys ?? [])
    return new Map(failures.map(({ key, error }) => [key, error]))
  }

  /** What stands against a plan that links: hosts that could not be loaded, and texts in quarantine. */
  *#objections(
    plan: LinkPlan,
    failed: ReadonlyMap<string, unknown>,
    { isForced }: Candidate,
  ): Steps<LinkProblem[]> {
    const { live, history } = this.#parts
    const broken = failed.size > 0 ? yield* failedHosts(plan, failed) : []
    return isForced ? broken : [...broken, ...(yield* quarantineProblems(history, live, plan))]
  }

  #isRunning(module: CompiledModule): boolean {
    const { live, history } = this.#parts
    const linked = live.linked(module.id)
    return linked !== undefined && live.isLinked(module) && !history.recordOf(linked)?.fault
  }
}

/** Undefined for a text that did not compile. */
function editedBy(result: CompileResult | ScriptRemoval): EditedScript | undefined {
  if ('removed' in result) return result
  return result.ok ? result.module : undefined
}

/** Notes other texts whose code is what runs; unless a fault has changed that meanwhile. */
function* setCompiled(live: LiveModules, modules: readonly CompiledModule[]): Steps<void> {
  for (const module of modules) {
    if (live.compiled(module.id)?.code === module.code) live.setCompiled(module)
    yield
  }
}

/** The host modules that an edit and what waits for it import, loaded or not. */
function* importedHosts(
  live: LiveModules,
  edit: Edit,
  waiting: readonly HeldGroup[],
): Steps<Set<string>> {
  const keys = new Set<string>()
  for (const module of [...modulesIn(editOf(waiting)), ...modulesIn(edit)]) {
    for (const key of live.importedHosts(module, edit)) keys.add(key)
    yield
  }
  return keys
}

/** The imports of host modules that could not be loaded. */
function* failedHosts(plan: LinkPlan, failed: ReadonlyMap<string, unknown>): Steps<LinkProblem[]> {
  const problems: LinkProblem[] = []
  for (const module of plan.modules.values()) {
    for (const entry of module.imports) {
      const target = plan.resolve(module.id, entry)
      if (target?.kind !== 'host' || !failed.has(target.key)) continue
      problems.push(failedHost(module, entry, failed.get(target.key)))
    }
    yield
  }
  return problems
}
