// The publisher: gets the definitions of evaluated modules ready, and hands them to the behaviours of the game.

import { type Behaviours, type Definition, isDefinition } from 'tickswap'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { Linked } from '../link/linker.ts'
import type { LinkedModule } from '../state/linked-module.ts'
import { exportOf } from '../state/namespace.ts'
import type { FrameWork, Steps } from '../time/frame-scheduler.ts'

/** The numbers of versions, by script. */
export type VersionNumbers = Readonly<Record<string, number>>

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
  /** Of what is to be published; scripts that rest from now on are not told. */
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
 * Gets ready what the modules define, and what is to rest, all or nothing: their `setup` runs, in the time that frames
 * have for it. Scripts without a definition are helpers.
 */
export async function preparePublication(
  { behaviours, work }: PublisherParts,
  publishing: Publishing,
): Promise<Linked<ReadyPublication>> {
  const { published, added, diagnostics } = await work.run(readDefinitions(behaviours, publishing))
  if (diagnostics.length > 0) return { ok: false, diagnostics }
  const { resting } = publishing
  const preparation = behaviours.prepare()
  const { discard } = preparation
  const versions: Record<string, number> = {}
  for (const [id, definition] of [...resting, ...published]) {
    const prepare = added.has(id) ? preparation.register : preparation.add
    try {
      const number = await work.do(() => prepare(id, definition))
      if (!resting.has(id)) versions[id] = number
    } catch (error) {
      discard()
      return { ok: false, diagnostics: [refusal(error, id)] }
    }
  }
  const isEmpty = published.size + resting.size === 0
  const publish = () => (isEmpty ? undefined : preparation.publish().number)
  return { ok: true, value: { versions, publish, discard } }
}

function* readDefinitions(
  behaviours: Behaviours,
  { modules, changed }: Publishing,
): Steps<Definitions> {
  const definitions: Definitions = { published: new Map(), added: new Set(), diagnostics: [] }
  const { published, added, diagnostics } = definitions
  for (const { id, namespace } of modules) {
    yield
    const definition = exportOf(namespace, 'default')
    const isKnown = behaviours.has(id)
    if (!isDefinition(definition)) {
      if (isKnown) diagnostics.push(noDefinition(id, definition))
    } else if (isKnown || changed.has(id)) {
      published.set(id, definition)
      if (!isKnown) added.add(id)
    }
  }
  return definitions
}

function noDefinition(id: string, value: unknown): Diagnostic {
  const found =
    value === undefined ? 'It has no default export' : `Its default export is ${describe(value)}`
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
