// The pipeline: takes a batch of changed texts all the way: compile, link, evaluate, publish.

import type { CompileResult } from '../contracts/compiler.ts'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { ScriptChange, ScriptRemoval, ScriptText } from '../contracts/source.ts'
import type { Batch } from '../intake/open-batch.ts'
import type { BatchPublisher } from '../publish/batch-publisher.ts'
import type { InitialScripts } from '../publish/initial-scripts.ts'
import type { Restorer } from '../publish/restorer.ts'
import type { PipelineState } from '../state/pipeline-state.ts'
import type { TypeChecks } from '../type-checks/type-checks.ts'

/** What a batch passes. */
interface Stages {
  readonly initial: InitialScripts
  readonly publisher: BatchPublisher
  readonly restorer: Restorer
  readonly types: TypeChecks
}

/** A batch, once it is known what is signed. */
interface Judged {
  readonly signed: readonly ScriptChange[]
  /** What lacks a signature, by script, and why that is so. */
  readonly unsigned: ReadonlyMap<string, Diagnostic>
}

const NONE: ReadonlyMap<string, Diagnostic> = new Map()

/** Makes the function that processes one batch. It never rejects: failures are events. */
export function createPipeline(
  state: PipelineState,
  { initial, publisher, restorer, types }: Stages,
): (batch: Batch) => Promise<void> {
  const { compiler, live, seen, events, signatures, work } = state

  /** Of changes whose batch was superseded, and which are in the next one. */
  const results = new WeakMap<ScriptText, CompileResult>()

  async function compile(change: ScriptText, batch: Batch): Promise<CompileResult> {
    const { id, file, text, hosts, compiled } = change
    const known = results.get(change)
    if (known) return known
    if (hosts) live.hosts.add(hosts)
    const start = performance.now()
    const controller = new AbortController()
    batch.onSuperseded(() => controller.abort())
    // Only what is a request: what else a change carries may not be able to go to a worker.
    const result = compiled ?? (await compiler.compile({ id, file, text }, controller.signal))
    results.set(change, result)
    const milliseconds = performance.now() - start
    events.emit('compiled', { id, milliseconds, cached: result.ok && result.cached === true })
    return result
  }

  async function resultOf(
    change: ScriptChange,
    batch: Batch,
  ): Promise<[id: string, result: CompileResult | ScriptRemoval]> {
    if ('text' in change) return [change.id, await compile(change, batch)]
    if ('removed' in change) return [change.id, change]
    return [change.id, { ok: false, diagnostics: change.diagnostics }]
  }

  /** Undefined if the batch is superseded meanwhile. */
  async function judge(batch: Batch): Promise<Judged | undefined> {
    if (!signatures) return { signed: batch.changes, unsigned: NONE }
    const [scripts] = await Promise.all([signatures.ready(), initial.ready()])
    const changes = scripts.copies(batch.changes)
    const unsigned = await work.run(scripts.judge(changes), () => batch.isSuperseded)
    return unsigned && { signed: changes.filter(({ id }) => !unsigned.has(id)), unsigned }
  }

  /** False if the batch was superseded. */
  async function publish(batch: Batch): Promise<boolean> {
    const judged = await judge(batch)
    if (!judged) return false
    const { signed, unsigned } = judged
    const compiling = Promise.all(signed.map((change) => resultOf(change, batch)))
    const [results] = await Promise.all([compiling, initial.ready()])
    if (batch.isSuperseded) return false
    const compiled = new Map(results)
    if (!(await publisher.publish(batch, compiled))) return false
    publisher.rejectUnsigned(unsigned)
    for (const change of signed) seen.note(change)
    // It may be listed in the next manifest, and be the same text then.
    for (const id of unsigned.keys()) seen.forget(id)
    types.note(compiled)
    await restorer.restore(publisher.rejectedIn(batch))
    return true
  }

  return async (batch) => {
    if (batch.isSuperseded) return
    try {
      const isRepeated = batch.changes.every((change) => seen.has(change))
      if (!isRepeated) return void (await publish(batch))
      await initial.ready()
      if (batch.isSuperseded) return
      publisher.repeat(batch)
    } catch (error) {
      if (batch.isSuperseded) return
      events.emit('failed', { error, ids: batch.changes.map(({ id }) => id) })
    }
  }
}
