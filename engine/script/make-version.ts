// makeVersion: makes a version of a definition, ready to go live.

import type { Entity } from '../base/entity.ts'
import type { Runnable } from '../define/definition.ts'
import type { Thrown } from '../fault/fault.ts'
import { setupError } from '../fault/fault-message.ts'
import { createLayout, type Layout } from '../state/layout.ts'
import { Lifetime } from '../version/lifetime.ts'
import { callOnce } from '../version/script-call.ts'
import { nextVersionNumber, Version } from '../version/version.ts'
import type { Engine } from '../world/engine.ts'
import type { Script } from './script.ts'

/** The one member of a system, so that it runs as an entity does. bitECS begins at 1. */
export const SYSTEM: Entity = 0

/** The definition of a script that has no version yet: its entities wait. */
const WAITING: Runnable = { kind: 'behaviour', state: {}, requires: [], order: 0 }

/** What a version is made with. */
interface VersionOptions {
  /** Default: the next number. */
  readonly number?: number
  /** The layouts that it may share columns with, newest first. */
  readonly live?: readonly Layout[]
  /** Receives what its callbacks throw, after the scripts that are running. */
  readonly onThrown: (version: Version, thrown: Thrown) => void
}

/** Version 0, of a script that has none yet. */
export function waitingVersion({ world }: Engine): Version {
  return new Version(world, 0, WAITING, new Map(), new Lifetime(() => {}))
}

/** Makes a version and runs its `setup`. If that throws, nothing is left but a `TickswapError`. */
export function makeVersion(
  { world, deferral }: Engine,
  script: Pick<Script, 'kind' | 'id'>,
  definition: Runnable,
  { number = nextVersionNumber(), live = [], onThrown }: VersionOptions,
): Version {
  const lifetime = new Lifetime((late) => deferral.run(() => onThrown(version, late)))
  const version = new Version(
    world,
    number,
    definition,
    createLayout(definition.state, live),
    lifetime,
  )
  const thrown = callOnce(version, 'setup')
  if (!thrown) return version
  version.release()
  throw setupError(script, thrown)
}
