// createGame: the world, its creatures and the behaviours that they run. Knows nothing of pictures and texts.

import { createWorld, type World } from 'bitecs'
import { type Behaviours, createBehaviours, isDefinition } from 'tickswap'
import { move } from './move.ts'
import { createPopulation, type Population } from './population.ts'

/** What one frame may spend on moving creatures to a new version, in milliseconds. */
const BUDGET = 0.5

/** The game. */
export interface Game {
  readonly world: World
  readonly behaviours: Behaviours
  readonly population: Population
  step(delta: number): void
}

/** Registers what the scripts export by default; modules without a definition are helpers of others. */
export function createGame(scripts: readonly { readonly id: string; readonly module: object }[]): Game {
  const world = createWorld()
  const behaviours = createBehaviours(world, { budget: BUDGET })
  const components: object[] = []

  for (const { id, module } of scripts) {
    const definition = 'default' in module ? module.default : undefined
    if (!isDefinition(definition)) continue
    if (definition.kind === 'system') behaviours.register(id, definition)
    else components.push(behaviours.register(id, definition))
  }

  return {
    world,
    behaviours,
    population: createPopulation(world, components),
    step(delta) {
      behaviours.step(delta)
      move(world, delta)
    },
  }
}
