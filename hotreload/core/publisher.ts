// The publisher: hands the definitions of evaluated modules to the behaviours of the game.

import { type Behaviours, type Definition, isDefinition, type System } from 'tickswap'
import type { Diagnostic } from './diagnostic.ts'
import type { LinkedModule } from './linked-module.ts'
import { exportOf } from './namespace.ts'

/** What went live. */
export interface Publication {
  readonly generation: number
  /** Of what was published; scripts that rest from now on are not told. */
  readonly versions: Readonly<Record<string, number>>
  /** New systems that could not start. Everything else is live. */
  readonly diagnostics: readonly Diagnostic[]
}

export type PublishResult =
  | {
      readonly ok: true /** Undefined if nothing that runs was concerned. */
      readonly publication: Publication | undefined
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }

interface Definitions {
  /** Of registered scripts, and of behaviours that are about to be. */
  readonly published: Record<string, Definition>
  /** Behaviours that are new to the game: registered without a version first, so that all go live together. */
  readonly newBehaviours: string[]
  /** Systems that are new to the game: they run from their registration on, so they come last. */
  readonly newSystems: [id: string, system: System][]
}

/**
 * Publishes what the modules define, and what is to rest, all or nothing. Scripts without a definition are helpers.
 * Scripts that the game has not registered are registered if they are in `changed`.
 */
export function publishModules(
  behaviours: Behaviours,
  modules: readonly LinkedModule[],
  changed: { has(id: string): boolean },
  resting: ReadonlyMap<string, Definition>,
): PublishResult {
  const { definitions, diagnostics } = readDefinitions(behaviours, modules, changed)
  if (diagnostics.length > 0) return { ok: false, diagnostics }
  const { published, newBehaviours, newSystems } = definitions
  const ids = Object.keys(published)
  if (ids.length + newSystems.length + resting.size === 0) return { ok: true, publication: undefined }
  try {
    for (const id of newBehaviours) behaviours.register(id)
    const { number: generation, versions } = behaviours.publish({
      ...Object.fromEntries(resting),
      ...published,
    })
    const started = startSystems(behaviours, newSystems)
    const told = Object.entries(versions).filter(([id]) => !resting.has(id))
    const publication = {
      generation,
      ...started,
      versions: { ...Object.fromEntries(told), ...started.versions },
    }
    return { ok: true, publication }
  } catch (error) {
    return { ok: false, diagnostics: [refusal(error, ids)] }
  }
}

function readDefinitions(
  behaviours: Behaviours,
  modules: readonly LinkedModule[],
  changed: { has(id: string): boolean },
): { definitions: Definitions; diagnostics: Diagnostic[] } {
  const published: [string, Definition][] = []
  const newBehaviours: string[] = []
  const newSystems: [string, System][] = []
  const diagnostics: Diagnostic[] = []
  for (const { id, namespace } of modules) {
    const definition = exportOf(namespace, 'default')
    const isKnown = behaviours.has(id)
    if (!isDefinition(definition)) {
      if (isKnown) diagnostics.push(noDefinition(id, definition))
    } else if (isKnown) {
      published.push([id, definition])
    } else if (changed.has(id) && definition.kind === 'system') {
      newSystems.push([id, definition])
    } else if (changed.has(id)) {
      newBehaviours.push(id)
      published.push([id, definition])
    }
  }
  return {
    definitions: { published: Object.fromEntries(published), newBehaviours, newSystems },
    diagnostics,
  }
}

function startSystems(
  behaviours: Behaviours,
  systems: Definitions['newSystems'],
): { versions: Record<string, number>; diagnostics: Diagnostic[] } {
  const versions: [string, number][] = []
  const diagnostics: Diagnostic[] = []
  for (const [id, system] of systems) {
    try {
      behaviours.register(id, system)
      versions.push([id, behaviours.inspect(id).version])
    } catch (error) {
      diagnostics.push(refusal(error, [id]))
    }
  }
  return { versions: Object.fromEntries(versions), diagnostics }
}

function noDefinition(id: string, value: unknown): Diagnostic {
  const found = value === undefined ? 'It has no default export' : `Its default export is ${describe(value)}`
  return {
    severity: 'error',
    stage: 'publish',
    code: 'no-definition',
    script: id,
    message: `Script "${id}" is registered, so its default export must come from defineBehaviour or defineSystem. ${found}.`,
    suggestion: 'export default defineBehaviour({ … })',
  }
}

function describe(value: unknown): string {
  if (value === null) return 'null'
  return typeof value === 'object' ? 'a plain object' : `a ${typeof value}`
}

/** What the engine threw. Its messages name the script in quotes. */
function refusal(error: unknown, ids: readonly string[]): Diagnostic {
  const message = error instanceof Error ? error.message : String(error)
  const script = ids.find((id) => message.includes(`"${id}"`)) ?? ids[0] ?? ''
  return { severity: 'error', stage: 'publish', code: 'publish', script, message }
}
