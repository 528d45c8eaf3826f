// Random versions: behaviours with random state, components and hooks, which tell a witness what
// they are called for.

import {
  type Behaviour,
  defineBehaviour,
  type EachContext,
  type EntityContext,
  type MigrateContext,
  type Schema,
  type UpdateContext,
  type VersionContext,
} from 'tickswap'
import type { Random } from './random.ts'
import { randomSchema } from './values.ts'

/** Sees every call of a hook. */
export interface Witness {
  setup(version: RandomVersion, context: VersionContext): void
  start(version: RandomVersion, context: EntityContext): void
  stop(version: RandomVersion, context: EntityContext): void
  update(version: RandomVersion, context: UpdateContext): void
  each(version: RandomVersion, context: EachContext): void
  migrate(version: RandomVersion, context: MigrateContext): void
}

/** What one random version of a script is made from. */
export interface RandomVersion {
  readonly id: string
  readonly definition: Behaviour
  /** What its hooks mix into the state. */
  readonly salt: number
  /** Throws as soon as it runs. */
  readonly isDoomed: boolean
  readonly migrates: boolean
}

/** The time from one `setup` of a version to its release. */
export interface Life {
  readonly version: RandomVersion
  readonly number: number
  readonly signal: AbortSignal
  /** How often its signal was aborted. */
  releases: number
}

export interface RandomVersionOptions {
  readonly random: Random
  readonly witness: Witness
  readonly id: string
  readonly before: Schema
  readonly components: readonly object[]
  readonly isDoomed: boolean
}

/** A version that differs from the one before in anything. */
export function randomVersion(options: RandomVersionOptions): RandomVersion {
  const { random, witness, id, before, components, isDoomed } = options
  const migrates = random.chance(0.5)
  const runsEach = random.chance(0.5)
  const definition = defineBehaviour<Schema>({
    state: randomSchema(random, before),
    requires: components.filter(() => random.chance(0.4)),
    setup: (context) => witness.setup(version, context),
    start: (context) => witness.start(version, context),
    stop: (context) => witness.stop(version, context),
    ...(runsEach
      ? { each: (context: EachContext) => witness.each(version, context) }
      : { update: (context: UpdateContext) => witness.update(version, context) }),
    ...(migrates && { migrate: (context: MigrateContext) => witness.migrate(version, context) }),
  })
  const salt = random.next() * 200 - 100
  const version: RandomVersion = { id, definition, salt, isDoomed, migrates }
  return version
}
