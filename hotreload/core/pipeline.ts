// The pipeline: takes a batch of changed texts all the way: compile, link, evaluate, publish. Or tells why not.

import type { Emitter } from 'tickswap'
import type { CompileResult, Compiler } from './compiler.ts'
import type { HotReloadEvents } from './events.ts'
import type { InitialScripts } from './initial-scripts.ts'
import type { Batch } from './intake.ts'
import type { Release } from './release.ts'
import type { ScriptChange } from './source.ts'

export interface PipelineParts {
  readonly compiler: Compiler
  readonly initial: InitialScripts
  readonly release: Release
  readonly events: Emitter<HotReloadEvents>
}

/** Makes the function that processes one batch. It never rejects: what fails is told by an event. */
export function createPipeline(
  { compiler, initial, release, events }: PipelineParts,
  known: readonly ScriptChange[],
): (batch: Batch) => Promise<void> {
  const seen = new Map(known.map((change) => [change.id, fingerprint(change)]))
  const isKnown = (change: ScriptChange) => seen.get(change.id) === fingerprint(change)

  async function compile(change: ScriptChange): Promise<[id: string, result: CompileResult]> {
    const start = performance.now()
    const result = await compiler.compile(change)
    const milliseconds = performance.now() - start
    events.emit('compiled', { id: change.id, milliseconds, cached: result.ok && result.cached === true })
    return [change.id, result]
  }

  return async (batch) => {
    try {
      const isRepeated = batch.changes.every(isKnown)
      const compiling = isRepeated ? [] : Promise.all(batch.changes.map(compile))
      const [results] = await Promise.all([compiling, initial.ready()])
      if (batch.isOvertaken) return
      const isDone = isRepeated ? release.repeat(batch) : await release.renew(batch, new Map(results))
      if (!isDone) return
      for (const change of batch.changes) seen.set(change.id, fingerprint(change))
    } catch (error) {
      events.emit('failed', { error })
    }
  }
}

function fingerprint({ file, text }: ScriptChange): string {
  return `${file}\n${text}`
}
