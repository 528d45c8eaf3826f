// The publisher: gets the definitions of evaluated modules ready, and hands them to the behaviours of the game.

import { type Behaviours, type Definition, isDefinition, type Preparation, type System } from 'tickswap'
import type { Diagnostic } from './diagnostic.ts'
import type { FrameWork } from './frame-work.ts'
import type { LinkedModule } from './linked-module.ts'
import type { Linked } from './linker.ts'
import { exportOf } from './namespace.ts'

/** What went live. */
export interface Publication {
  readonly generation: number
  /** Of what was published; scripts that rest from now on are not told. */
  readonly versions: Readonly<Record<string, number>>
  /** New systems that could not start. Everything else is live. */
  readonly diagnostics: readonly Diagnostic[]
}

interface Definitions {
  /** Of registered scripts, and of behaviours that are about to be. */
  readonly published: [id: string, definition: Definition][]
  /** Behaviours that are new to the game: registered without a version first, so that all go live together. */
  readonly newBehaviours: string[]
  /** Systems that are new to the game: they run from their registration on, so they come last. */
  readonly newSystems: [id: string, system: System][]
}

/** What modules are published with. */
export interface PublisherParts {
  readonly behaviours: Behaviours
  readonly work: FrameWork
}

/** What is to be published. */
export interface Publishing {
  readonly modules: readonly LinkedModule[]
  /** Scripts whose own text is new: what they define is registered if the game has not. */
  readonly changed: { has(id: string): boolean }
  readonly resting: ReadonlyMap<string, Definition>
}

/** A generation that has only to be made live. */
export interface ReadyPublication {
  publish(): Publication | undefined
  discard(): void
}

/**
 * Gets ready what the modules define, and what is to rest, all or nothing: their `setup` runs, in the time that frames
 * have for it. Scripts without a definition are helpers.
 */
export async function preparePublication(
  { behaviours, work }: PublisherParts,
  publishing: Publishing,
): Promise<Linked<ReadyPublication>> {
  const { definitions, diagnostics } = readDefinitions(behaviours, publishing)
  if (diagnostics.length > 0) return { ok: false, diagnostics }
  const { published, newBehaviours, newSystems } = definitions
  const preparation = behaviours.prepare()
  for (const id of newBehaviours) behaviours.register(id)
  for (const [id, definition] of [...publishing.resting, ...published]) {
    try {
      await work.do(() => preparation.add(id, definition))
    } catch (error) {
      preparation.discard()
      return { ok: false, diagnostics: [refusal(error, id)] }
    }
  }
  const isEmpty = published.length + newSystems.length + publishing.resting.size === 0
  const publish = () => publishAll(behaviours, preparation, newSystems, publishing.resting)
  return { ok: true, value: { publish: isEmpty ? () => undefined : publish, discard: preparation.discard } }
}

function publishAll(
  behaviours: Behaviours,
  preparation: Preparation,
  newSystems: Definitions['newSystems'],
  resting: Publishing['resting'],
): Publication {
  const { number: generation, versions } = preparation.publish()
  const started = startSystems(behaviours, newSystems)
  const told = Object.entries(versions).filter(([id]) => !resting.has(id))
  return { generation, ...started, versions: { ...Object.fromEntries(told), ...started.versions } }
}

function readDefinitions(
  behaviours: Behaviours,
  { modules, changed }: Publishing,
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
  return { definitions: { published, newBehaviours, newSystems }, diagnostics }
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
      diagnostics.push(refusal(error, id))
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

/** What the engine threw. */
function refusal(error: unknown, script: string): Diagnostic {
  const message = error instanceof Error ? error.message : String(error)
  return { severity: 'error', stage: 'publish', code: 'publish', script, message }
}
