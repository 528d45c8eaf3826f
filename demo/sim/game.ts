// createGame: the world, its creatures and the behaviours that they run. Knows nothing of pictures
// and texts.

import { createWorld, type World } from 'bitecs'
import { type Behaviours, createBehaviours, isDefinition } from 'tickswap'
import { Fish, Hunter, MOST_FISH } from './components.ts'
import { countCrowd } from './crowd.ts'
import { seeDanger } from './danger.ts'
import { fitGrid } from './grid.ts'
import { move } from './move.ts'
import { createPopulation, type Population } from './population.ts'

/** What one frame may spend on moving creatures to a new version, in milliseconds. */
export const BUDGET = 0.5

/** The behaviours that hunters have. All others are for fish. */
const HUNTERS_BEHAVIOURS: readonly string[] = ['hunter']

const HUNTERS = 14

/** The game. */
export interface Game {
  readonly world: World
  readonly behaviours: Behaviours
  readonly fish: Population
  readonly hunters: Population
  step(delta: number): void
}

/**
 * Registers what the scripts export by default; modules without a definition are helpers of others.
 */
export function createGame(
  scripts: readonly { readonly id: string; readonly module: object }[],
): Game {
  const world = createWorld()
  const behaviours = createBehaviours(world, { budget: BUDGET })
  const ofFish: object[] = [Fish]
  const ofHunters: object[] = [Hunter]

  for (const { id, module } of scripts) {
    const definition = 'default' in module ? module.default : undefined
    if (!isDefinition(definition)) continue
    if (definition.kind === 'system') behaviours.register(id, definition)
    else
      (HUNTERS_BEHAVIOURS.includes(id) ? ofHunters : ofFish).push(
        behaviours.register(id, definition),
      )
  }

  const hunters = createPopulation(world, { components: ofHunters, most: HUNTERS })
  hunters.resize(HUNTERS)
  return {
    world,
    behaviours,
    fish: createPopulation(world, { components: ofFish, most: MOST_FISH }),
    hunters,
    step(delta) {
      fitGrid()
      countCrowd(world)
      seeDanger(world)
      behaviours.step(delta)
      move(world, delta)
    },
  }
}
