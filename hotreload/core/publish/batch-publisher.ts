// The batch publisher: decides what becomes of a compiled batch: published, unchanged, or rejected.

import type { CompiledModule, CompileResult } from '../contracts/compiler.ts'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { Result } from '../contracts/result.ts'
import type { ScriptRemoval } from '../contracts/source.ts'
import { quarantineProblems } from '../history/quarantine.ts'
import { returningModules } from '../history/returning-modules.ts'
import type { Batch } from '../intake/open-batch.ts'
import { failedHosts, type HostFailures, loadImportedHosts } from '../link/host-imports.ts'
import { type JointPlan, planJointly } from '../link/joint-plan.ts'
import type { LinkPlan } from '../link/link-plan.ts'
import type { LinkProblem } from '../link/link-problem.ts'
import { evaluatePlan } from '../link/linker.ts'
import type { SignedScripts } from '../signatures/signed-scripts.ts'
import { type CompileResults, type Edit, type EditedScript, modulesIn } from '../state/edit.ts'
import type { LiveModules } from '../state/live-modules.ts'
import type { PipelineState } from '../state/pipeline-state.ts'
import { editOf, type PendingGroup } from '../state/problems.ts'
import type { Steps } from '../time/frame-scheduler.ts'
import type { TypeChecks } from '../type-checks/type-checks.ts'
import { type PreparedGeneration, prepareGeneration } from './generation.ts'
import { generationReport, type Report, reportUnchanged } from './publish-report.ts'
import type { RejectionReports } from './rejection-reports.ts'
import { signatureProblems } from './signature-problems.ts'

/** What a plan leads to: modules that are evaluated, or that return as they were. None is live. */
interface Prepared {
  readonly generation: PreparedGeneration
  readonly report: Report
}

/** What a batch was compiled to. */
interface Sorted {
  readonly edit: Map<string, EditedScript>
  /** The modules of it whose code is what runs. */
  readonly same: readonly CompiledModule[]
}

/** What is to be published. */
interface Candidate {
  readonly batch: Batch
  readonly edit: Edit
  /** Pending texts that the edit may complete. */
  readonly waiting: readonly PendingGroup[]
  /** It was asked for: it is re-evaluated, whatever is known of it. */
  readonly isForced: boolean
}

/** Publishes batches, one after the other. Methods answer false if the batch was superseded. */
export class BatchPublisher {
  readonly #state: PipelineState
  readonly #types: TypeChecks
  readonly #rejections: RejectionReports

  constructor(state: PipelineState, types: TypeChecks, rejections: RejectionReports) {
    this.#state = state
    this.#types = types
    this.#rejections = rejections
  }

  /**
   * Reports again what became of a batch whose texts were all seen before. Nothing is tried again.
   */
  repeat(batch: Batch): boolean {
    if (!batch.claim()) return false
    const rejected = this.rejectedIn(batch)
    const others = batch.changes.map(({ id }) => id).filter((id) => !rejected.includes(id))
    this.#rejections.report(rejected)
    reportUnchanged(this.#state.events, others, 'same-text')
    return true
  }

  /** The scripts of a batch whose texts were rejected. */
  rejectedIn({ changes }: Batch): readonly string[] {
    return changes.map(({ id }) => id).filter((id) => this.#state.problems.isPending(id))
  }

  /** Publishes a compiled batch, with the pending texts that it completes, or rejects it whole. */
  async publish(batch: Batch, results: CompileResults): Promise<boolean> {
    const { events, live, problems, work } = this.#state
    problems.supersede(new Set(results.keys()))
    const sorted = await work.run(this.#sort(results), () => batch.isSuperseded)
    if (!sorted) return false
    const { edit, same } = sorted
    if (edit.size < results.size) return this.#rejectUncompiled(batch, results, edit)
    for (const { id } of same) edit.delete(id)
    const candidate = { batch, edit, waiting: problems.retryable(), isForced: false }
    if (!(await this.#publish(candidate))) return false
    await work.run(setCompiled(live, same))
    reportUnchanged(
      events,
      same.map(({ id }) => id),
      'same-code',
    )
    return true
  }

  /** Rejects, each by itself, what lacks a signature. */
  rejectUnsigned(unsigned: ReadonlyMap<string, Diagnostic>): void {
    if (unsigned.size === 0) return
    this.#state.problems.supersede(new Set(unsigned.keys()))
    for (const [id, diagnostic] of unsigned) {
      const members = new Map([[id, undefined]])
      this.#rejections.reject({ members, blockedBy: new Set([id]), diagnostics: [diagnostic] })
    }
  }

  /** Re-evaluates the newest texts of scripts and publishes them. */
  async reload(batch: Batch, ids: readonly string[]): Promise<void> {
    const { live, problems, signatures } = this.#state
    const signed = await signatures?.ready()
    const newest = ids.flatMap((id): [string, EditedScript][] => {
      const pending = problems.pendingText(id)
      const isAccepted = pending !== undefined && !signed?.objection(pending)
      const edited = isAccepted ? pending : live.compiled(id)
      return edited ? [[id, edited]] : []
    })
    const edit = new Map(newest)
    problems.supersede(new Set(edit.keys()))
    await this.#publish({ batch, edit, waiting: [], isForced: true })
  }

  *#sort(results: CompileResults): Steps<Sorted> {
    const edit = new Map<string, EditedScript>()
    const same: CompiledModule[] = []
    for (const [id, result] of results) {
      yield
      this.#state.problems.warn(id, 'ok' in result && result.ok ? result.diagnostics : [])
      const edited = editedBy(result)
      if (!edited) continue
      edit.set(id, edited)
      if ('code' in edited && this.#isRunning(edited)) same.push(edited)
    }
    return { edit, same }
  }

  #rejectUncompiled(batch: Batch, results: CompileResults, edit: Edit): boolean {
    if (!batch.claim()) return false
    const ids = [...results.keys()]
    const members = new Map(ids.map((id) => [id, edit.get(id)]))
    const blockedBy = new Set(ids.filter((id) => !edit.has(id)))
    const diagnostics = [...results.values()].flatMap((result) =>
      'ok' in result && !result.ok ? result.diagnostics : [],
    )
    this.#rejections.reject({ members, blockedBy, diagnostics })
    return true
  }

  async #publish(candidate: Candidate): Promise<boolean> {
    const { live, problems, work, signatures } = this.#state
    const { batch, edit, waiting } = candidate
    const signed = await signatures?.ready()
    const isSuperseded = () => batch.isSuperseded
    const importing = [...modulesIn(editOf(waiting)), ...modulesIn(edit)]
    const failures = await loadImportedHosts(this.#state, importing, edit, isSuperseded)
    const { epoch } = live
    const release = signed?.epoch
    const objections = (plan: LinkPlan) => this.#objections(plan, failures, candidate, signed)
    const joint = await work.run(planJointly(live, edit, waiting, objections), isSuperseded)
    if (!joint) return false
    const prepared = joint.result.ok
      ? await this.#prepare(joint, joint.result.value, candidate)
      : joint.result
    // After a fault or a rollback meanwhile, what was linked is not what is live; after a newer
    // manifest, what was signed may not be so any more.
    const isStale = live.epoch !== epoch || signed?.epoch !== release
    if (prepared?.ok && (isStale || batch.isSuperseded)) prepared.value.generation.discard()
    if (!prepared || batch.isSuperseded) return false
    if (isStale) return this.#publish(candidate)
    if (!batch.claim()) return false
    for (const { group, diagnostics } of joint.left)
      problems.addPending({ ...group, diagnostics }, group)
    if (!prepared.ok) return this.#reject(candidate, joint, prepared.errors)
    const { generation, report } = prepared.value
    const number = generation.goLive()
    problems.removePending(joint.joined)
    report(number)
    await work.run(generation.finish())
    return true
  }

  /**
   * Rejects a generation; without the pending texts that had joined, the edit may still go live.
   */
  async #reject(
    candidate: Candidate,
    { result, joined }: JointPlan,
    diagnostics: readonly Diagnostic[],
  ): Promise<boolean> {
    const { problems } = this.#state
    const { edit } = candidate
    const blockedBy = new Set(result.ok ? diagnostics.map(({ script }) => script) : [])
    if (!result.ok || joined.length === 0) {
      if (edit.size > 0) this.#rejections.reject({ members: edit, blockedBy, diagnostics })
      return true
    }
    for (const group of joined) problems.addPending({ ...group, blockedBy, diagnostics }, group)
    return this.#publish({ ...candidate, waiting: [] })
  }

  /** Prepares modules: those that ran before as they are, or all of them re-evaluated. */
  async #prepare(
    { changed }: JointPlan,
    plan: LinkPlan,
    { batch, edit, isForced }: Candidate,
  ): Promise<Result<Prepared> | undefined> {
    const { events, history, live, work } = this.#state
    const errors = await this.#types.errorsOf(plan)
    if (errors.length > 0) return { ok: false, errors }
    if (batch.isSuperseded) return undefined
    const isSuperseded = () => batch.isSuperseded
    const returning = isForced
      ? undefined
      : await work.run(returningModules(history, live, plan), isSuperseded)
    const evaluated = returning
      ? ({ ok: true, value: returning } as const)
      : await evaluatePlan(this.#state, plan, isSuperseded)
    if (!evaluated?.ok) return evaluated
    const modules = evaluated.value
    const prepared = await prepareGeneration(this.#state, modules, plan.edit)
    if (!prepared.ok) return prepared
    const generation = prepared.value
    const isReturning = returning !== undefined && modules.length > 0
    const wereRemoved = live.removedAmong(changed)
    const story = { edit, changed, modules, isReturning, isForced, wereRemoved }
    const report = await work.run(generationReport(events, batch.since, generation.versions, story))
    return { ok: true, value: { generation, report } }
  }

  /**
   * What forbids a plan that links: hosts that could not be loaded, texts that are not signed any
   * more, and quarantined texts.
   */
  *#objections(
    plan: LinkPlan,
    failures: HostFailures,
    { isForced }: Candidate,
    signed: SignedScripts | undefined,
  ): Steps<LinkProblem[]> {
    const { live, history } = this.#state
    const unsigned = signed ? yield* signatureProblems(signed, plan.edit) : []
    const broken = [...unsigned, ...(yield* failedHosts(plan, failures))]
    return isForced ? broken : [...broken, ...(yield* quarantineProblems(history, live, plan))]
  }

  #isRunning(module: CompiledModule): boolean {
    const { live, history } = this.#state
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
