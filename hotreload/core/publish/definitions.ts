// Definitions: prepares what evaluated modules define, and hands it to the behaviours of the game.

import { type Behaviours, type Definition, errorMessage, isDefinition, record } from 'tickswap'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { Result } from '../contracts/result.ts'
import { thrownLocation } from '../link/thrown-location.ts'
import type { LinkedModule } from '../state/linked-module.ts'
import { exportOf } from '../state/namespace.ts'
import type { PipelineState } from '../state/pipeline-state.ts'
import { defaultExportPlace } from '../text/text-place.ts'
import type { Steps } from '../time/frame-scheduler.ts'

/** The numbers of versions, by script. */
export type VersionNumbers = Readonly<Record<string, number>>

/** What is to be published. */
interface Publishing {
  readonly modules: readonly LinkedModule[]
  /** Scripts whose own text is new: what they define is registered if the game has not. */
  readonly changed: { has(id: string): boolean }
  readonly placeholders: ReadonlyMap<string, Definition>
}

/** A generation that has only to be made live. */
interface PreparedDefinitions {
  /** Of what is to be published, without the placeholders. */
  readonly versions: VersionNumbers
  /** Answers the generation's number; undefined if there is nothing in it. */
  publish(): number | undefined
  discard(): void
}

interface Definitions {
  /** By script. */
  readonly published: Map<string, Definition>
  /** Those of them that are new to the game: they are registered as a part of the generation. */
  readonly added: Set<string>
  readonly diagnostics: Diagnostic[]
}

/**
 * Prepares what the modules define, and the placeholders, all or nothing: their `setup` runs,
 * time-sliced. Scripts without a definition are helpers.
 */
export async function prepareDefinitions(
  { behaviours, work }: PipelineState,
  publishing: Publishing,
): Promise<Result<PreparedDefinitions>> {
  const { published, added, diagnostics } = await work.run(readDefinitions(behaviours, publishing))
  if (diagnostics.length > 0) return { ok: false, errors: diagnostics }
  const { placeholders } = publishing
  const preparation = behaviours.prepare()
  const { discard } = preparation
  const versions: Record<string, number> = record()
  for (const [id, definition] of [...placeholders, ...published]) {
    const prepare = added.has(id) ? preparation.register : preparation.add
    try {
      const number = await work.do(() => prepare(id, definition))
      if (!placeholders.has(id)) versions[id] = number
    } catch (error) {
      discard()
      const linked = publishing.modules.find((module) => module.id === id)
      return { ok: false, errors: [rejection(error, id, linked)] }
    }
  }
  const isEmpty = published.size + placeholders.size === 0
  const publish = () => (isEmpty ? undefined : preparation.publish().number)
  return { ok: true, value: { versions, publish, discard } }
}

function* readDefinitions(
  behaviours: Behaviours,
  { modules, changed }: Publishing,
): Steps<Definitions> {
  const definitions: Definitions = { published: new Map(), added: new Set(), diagnostics: [] }
  const { published, added, diagnostics } = definitions
  for (const linked of modules) {
    yield
    const { id, namespace } = linked
    const definition = exportOf(namespace, 'default')
    const isKnown = behaviours.has(id)
    if (!isDefinition(definition)) {
      if (isKnown) diagnostics.push(noDefinition(linked, definition))
    } else if (isKnown || changed.has(id)) {
      published.set(id, definition)
      if (!isKnown) added.add(id)
    }
  }
  return definitions
}

function noDefinition(linked: LinkedModule, value: unknown): Diagnostic {
  const { id } = linked
  const found =
    value === undefined ? 'It has no default export' : `Its default export is ${describe(value)}`
  return {
    severity: 'error',
    stage: 'publish',
    code: 'no-definition',
    script: id,
    message:
      `Script "${id}" is registered, so its default export must come from defineBehaviour or ` +
      `defineSystem. ${found}.`,
    ...placeOf(linked),
    hint: 'Write `export default defineBehaviour({ … })`.',
  }
}

function describe(value: unknown): string {
  if (value === null) return 'null'
  return typeof value === 'object' ? 'a plain object' : `a ${typeof value}`
}

/** What the engine threw. */
function rejection(error: unknown, script: string, linked: LinkedModule | undefined): Diagnostic {
  const message = errorMessage(error)
  const thrown = error instanceof Error && error.cause !== undefined ? error.cause : error
  const place = linked && placeOf(linked, thrown)
  return { severity: 'error', stage: 'publish', code: 'publish', script, message, ...place }
}

/** Where the error comes from; without one, where the definition is. */
function placeOf({ module, compiledClosure }: LinkedModule, error?: unknown) {
  if (!module) return {}
  const thrown = error === undefined ? undefined : thrownLocation(error, compiledClosure)
  return { location: thrown ?? defaultExportPlace(module.file, module.text) }
}
