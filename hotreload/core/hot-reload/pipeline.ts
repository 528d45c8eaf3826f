// The pipeline: takes a batch of changed texts all the way: compile, link, evaluate, publish. Or tells why not.

import type { Emitter } from 'tickswap'
import type { CompileResult, Compiler } from '../contracts/compiler.ts'
import type { ScriptChange, ScriptRemoval, ScriptText } from '../contracts/source.ts'
import type { HotReloadEvents } from '../events/hot-reload-events.ts'
import type { Batch } from '../intake/intake.ts'
import type { Release } from '../publish/batch-publisher.ts'
import type { InitialScripts } from '../publish/initial-scripts.ts'
import type { Restorer } from '../publish/restorer.ts'
import type { LiveModules } from '../state/live-modules.ts'
import type { SeenTexts } from '../state/seen-texts.ts'
import type { TypeChecks } from '../type-checks/type-checks.ts'

export interface PipelineParts {
  readonly compiler: Compiler
  readonly initial: InitialScripts
  readonly live: LiveModules
  readonly release: Release
  readonly restorer: Restorer
  readonly seen: SeenTexts
  readonly types: TypeChecks
  readonly events: Emitter<HotReloadEvents>
}

/** Makes the function that processes one batch. It never rejects: what fails is told by an event. */
export function createPipeline(parts: PipelineParts): (batch: Batch) => Promise<void> {
  const { compiler, initial, live, release, restorer, seen, types, events } = parts

  async function compile(change: ScriptText, batch: Batch): Promise<CompileResult> {
    const { id, file, text, hosts } = change
    if (hosts) live.hosts.add(hosts)
    const start = performance.now()
    const controller = new AbortController()
    batch.onOvertaken(() => controller.abort())
    // Only what is a request: what else a change carries may not be able to go to a worker.
    const result =
      change.compiled ?? (await compiler.compile({ id, file, text }, controller.signal))
    const milliseconds = performance.now() - start
    events.emit('compiled', { id, milliseconds, cached: result.ok && result.cached === true })
    return result
  }

  async function resultOf(
    change: ScriptChange,
    batch: Batch,
  ): Promise<[id: string, result: CompileResult | ScriptRemoval]> {
    if ('text' in change) return [change.id, await compile(change, batch)]
    return [
      change.id,
      'removed' in change ? change : { ok: false, diagnostics: change.diagnostics },
    ]
  }

  return async (batch) => {
    if (batch.isOvertaken) return
    try {
      const isRepeated = batch.changes.every((change) => seen.has(change))
      const compiling = isRepeated
        ? []
        : Promise.all(batch.changes.map((change) => resultOf(change, batch)))
      const [results] = await Promise.all([compiling, initial.ready()])
      if (batch.isOvertaken) return
      const isDone = isRepeated
        ? release.repeat(batch)
        : await release.renew(batch, new Map(results))
      if (!isDone) return
      for (const change of batch.changes) seen.note(change)
      types.note(new Map(results))
      if (!isRepeated) await restorer.restore(release.rejected(batch))
    } catch (error) {
      if (batch.isOvertaken) return
      events.emit('failed', { error, ids: batch.changes.map(({ id }) => id) })
    }
  }
}
