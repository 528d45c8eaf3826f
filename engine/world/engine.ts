// Engine: what all scripts of one world share.

import { $internal, type World } from 'bitecs'
import type { Seconds } from '../base/duration.ts'
import { Emitter } from '../base/emitter.ts'
import { TickswapError } from '../base/tickswap-error.ts'
import { checkFaultLimit, type FaultLimit } from '../fault/fault-limit.ts'
import type { BehaviourEvents } from './behaviour-events.ts'
import { Deferral } from './deferral.ts'

/** What the scripts of one world share. `createBehaviours` makes it. */
export interface Engine {
  readonly world: World
  readonly events: Emitter<BehaviourEvents>
  readonly deferral: Deferral
  /** Entities that columns hold before they first grow. */
  readonly capacity: number
  readonly faultLimit: FaultLimit
  /** Game time since the behaviours were created. */
  elapsed: Seconds
}

/** How to set up what the scripts of one world share. */
export interface EngineOptions {
  /** Entities that columns hold before they first grow; they double when needed. Default 1,024. */
  readonly capacity?: number
  /** The faults that a committed version may have. Default 5 within 5,000 ms of game time. */
  readonly faults?: Partial<FaultLimit>
}

/** Throws a `TickswapError` for invalid options, or a world that is not supported. */
export function createEngine(world: World, { capacity = 1024, faults }: EngineOptions): Engine {
  refuseVersionedIds(world)
  if (!(Number.isInteger(capacity) && capacity > 0)) {
    throw new TickswapError(
      `The capacity must be a whole number of entities above 0, not ${capacity}.`,
    )
  }
  return {
    world,
    events: new Emitter<BehaviourEvents>(),
    deferral: new Deferral(),
    capacity,
    faultLimit: checkFaultLimit(faults),
    elapsed: 0,
  }
}

/** Columns are indexed by entity id, and bitECS 0.4.0 loses track of versioned ids. */
function refuseVersionedIds(world: World): void {
  const internals: unknown = Reflect.get(world, $internal)
  if (typeof internals !== 'object' || internals === null || !('entityIndex' in internals)) {
    throw new TickswapError('createBehaviours takes a world made by createWorld of bitecs.')
  }
  const { entityIndex } = internals
  if (typeof entityIndex !== 'object' || entityIndex === null || !('versioning' in entityIndex))
    return
  if (!entityIndex.versioning) return
  throw new TickswapError(
    'Worlds made with withVersioning are not supported: state columns are indexed by entity id. ' +
      'Use createWorld() without an entity index.',
  )
}
