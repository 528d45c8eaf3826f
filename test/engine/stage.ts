// createStage: a world with behaviours, entities on demand, and all the events that were emitted.

import { addComponent, addEntity, createWorld } from 'bitecs'
import {
  type BehavioursOptions,
  createBehaviours,
  type Entity,
  type EventName,
  type Fault,
} from 'tickswap'

export const FRAME = 1 / 64

const EVENTS: readonly EventName[] = [
  'registered',
  'published',
  'rollout',
  'swapped',
  'settled',
  'committed',
  'faulted',
  'released',
  'listenerFailed',
]

/** A world whose behaviours swap everything in one frame, unless `options` say otherwise. */
export function createStage(options: BehavioursOptions = {}, create = createBehaviours) {
  const world = createWorld()
  const behaviours = create(world, { budget: Number.POSITIVE_INFINITY, ...options })
  const emitted: string[] = []
  const faults: Fault[] = []
  for (const event of EVENTS) behaviours.on(event, () => emitted.push(event))
  behaviours.on('faulted', (fault) => faults.push(fault))
  return {
    world,
    behaviours,
    /** The names of the events so far. */
    emitted,
    faults,
    /** Adds entities with a component. */
    spawn(component: object, count = 1): Entity[] {
      return Array.from({ length: count }, () => {
        const entity = addEntity(world)
        addComponent(world, entity, component)
        return entity
      })
    },
    /** Steps so many frames. */
    play(frames: number): void {
      for (let frame = 0; frame < frames; frame++) behaviours.step(FRAME)
    },
  }
}
