// The pipeline: takes a batch of changed texts all the way: compile, link, evaluate, publish.

import type { CompileResult } from '../contracts/compiler.ts'
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

/** Makes the function that processes one batch. It never rejects: failures are events. */
export function createPipeline(
  state: PipelineState,
  { initial, publisher, restorer, types }: Stages,
): (batch: Batch) => Promise<void> {
  const { compiler, live, seen, events } = state

  /** Of changes whose batch was superseded, and which are in the next one. */
  const results = new WeakMap<ScriptText, CompileResult>()

  async function compile(change: ScriptText, batch: Batch): Promise<CompileResult> {
    const { id, file, text, hosts } = change
    if (hosts) live.hosts.add(hosts)
    const start = performance.now()
    const controller = new AbortController()
    batch.onSuperseded(() => controller.abort())
    // Only what is a request: what else a change carries may not be able to go to a worker.
    const result =
      change.compiled ??
      results.get(change) ??
      (await compiler.compile({ id, file, text }, controller.signal))
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

  return async (batch) => {
    if (batch.isSuperseded) return
    try {
      const isRepeated = batch.changes.every((change) => seen.has(change))
      const compiling = isRepeated
        ? []
        : Promise.all(batch.changes.map((change) => resultOf(change, batch)))
      const [results] = await Promise.all([compiling, initial.ready()])
      if (batch.isSuperseded) return
      const isDone = isRepeated
        ? publisher.repeat(batch)
        : await publisher.publish(batch, new Map(results))
      if (!isDone) return
      for (const change of batch.changes) seen.note(change)
      types.note(new Map(results))
      if (!isRepeated) await restorer.restore(publisher.rejectedIn(batch))
    } catch (error) {
      if (batch.isSuperseded) return
      events.emit('failed', { error, ids: batch.changes.map(({ id }) => id) })
    }
  }
}
