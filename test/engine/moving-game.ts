// createMovingGame: entities on a good version, and a way to see what becomes of them when the next
// one faults.

import { type Behaviour, defineBehaviour, f32, ref, type Schema } from 'tickswap'
import { createStage, FRAME } from './stage.ts'

export const rollout = { canary: 2, probation: 3 }
export const state = { speed: f32(5), path: ref(() => 'home') }

export function explode(): never {
  throw new Error('boom')
}

/** A game on a good version, in which every entity moves one a frame. */
export function createMovingGame(entities: number) {
  const stage = createStage({ rollout })
  const updates: number[] = []
  const mover = defineBehaviour({
    state,
    each({ entity, state }) {
      updates.push(entity)
      state.speed[entity] = (state.speed[entity] ?? 0) + 1
    },
  })
  const Mover = stage.behaviours.register('mover', mover)
  const ids = stage.spawn(Mover, entities)
  stage.play(1)
  const good = stage.behaviours.inspect('mover').version
  return {
    ...stage,
    Mover,
    ids,
    good,
    /** Which entities were updated on the good version in the last frame. */
    frame(): number[] {
      updates.length = 0
      stage.behaviours.step(FRAME)
      return updates.toSorted((a, b) => a - b)
    },
    publish: (definition: Behaviour<Schema>) => stage.behaviours.publish({ mover: definition }),
    speeds: () => ids.map((id) => Mover.state.speed[id]),
  }
}
