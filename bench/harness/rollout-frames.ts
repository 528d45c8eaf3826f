// rollout-frames: one frame of the same behaviour in the steady state, in probation, and half way
// through a rollout.

import { addComponent, addEntity, createWorld } from 'bitecs'
import { type Budget, createBehaviours, defineBehaviour, f32 } from 'tickswap'
import type { Contenders } from './interleave.ts'

const id = 'wander'
const delta = 1 / 60
const enoughFrames = 5
const endless = 1_000_000_000

export type RolloutFrame = 'steady state' | 'probation' | 'half way'

/** One frame each, of `size` entities. Nothing but the rollout differs. */
export function createRolloutFrames(size: number): Contenders<RolloutFrame> {
  const all = Number.POSITIVE_INFINITY
  return {
    'steady state': frameOf(size, 0, all, all),
    probation: frameOf(size, endless, all, all),
    // Some progress is made in every frame, whatever the budget: here one entity's.
    'half way': frameOf(size, endless, { entities: size / 2 }, { entities: 1 }, 2),
  }
}

/** Publishes a version and plays `frames` with one budget; what is measured has the other. */
function frameOf(
  size: number,
  probation: number,
  first: Budget,
  then: Budget,
  frames = enoughFrames,
): () => void {
  const world = createWorld()
  const behaviours = createBehaviours(world, {
    capacity: size + 1,
    rollout: { probation },
    budget: first,
  })
  const Wander = behaviours.register(id, wander())
  for (let index = 0; index < size; index++) addComponent(world, addEntity(world), Wander)
  behaviours.publish({ [id]: wander() })
  for (let frame = 0; frame < frames; frame++) behaviours.step(delta)
  behaviours.budget = then
  return () => behaviours.step(delta)
}

function wander() {
  return defineBehaviour({
    state: { heading: f32(0), speed: f32(40) },
    update({ entities, state, delta }) {
      for (const entity of entities) state.heading[entity] += state.speed[entity] * delta
    },
  })
}
