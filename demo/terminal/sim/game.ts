// createGame: a world of fireflies and the scripts that they run. Knows nothing of files, texts and
// terminals.

import { addComponents, addEntity, createWorld, type World } from 'bitecs'
import { type Behaviours, createBehaviours } from 'tickswap'
import { Light, Position, Velocity } from './components.ts'
import { fly } from './fly.ts'

/** Their files are `scripts/<id>.ts`. Fireflies wait for those that are not there. */
export const scriptIds = ['drift', 'gather', 'glow'] as const

export interface Game {
  readonly world: World
  readonly behaviours: Behaviours
  readonly fireflies: number
  step(delta: number): void
}

export function createGame(fireflies: number): Game {
  const world = createWorld()
  const behaviours = createBehaviours(world)
  const scripted = scriptIds.map((id) => behaviours.register(id))
  for (let count = 0; count < fireflies; count++) {
    const entity = addEntity(world)
    Position.x[entity] = Math.random()
    Position.y[entity] = Math.random()
    addComponents(world, entity, Position, Velocity, Light, ...scripted)
  }
  return {
    world,
    behaviours,
    fireflies,
    step(delta) {
      behaviours.step(delta)
      fly(world, delta)
    },
  }
}
