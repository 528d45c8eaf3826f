// createPopulation: keeps as many creatures of one kind in the world as are asked for.

import { addComponents, addEntity, removeEntity, type World } from 'bitecs'
import { Look, Mood, Position, Stage, Velocity } from './components.ts'

/** The creatures of one kind. */
export interface Population {
  readonly count: number
  readonly entities: readonly number[]
  /** Adds or removes creatures until there are `count`. The youngest go first. */
  resize(count: number): void
}

/** What `createPopulation` takes. */
export interface PopulationOptions {
  /** What makes them of this kind: a tag, and scripted components. */
  readonly components: readonly object[]
  readonly most: number
}

/** Starts without creatures. */
export function createPopulation(
  world: World,
  { components, most }: PopulationOptions,
): Population {
  const entities: number[] = []

  function add(): void {
    const entity = addEntity(world)
    place(entity)
    addComponents(world, entity, Position, Velocity, Look, ...components)
    entities.push(entity)
  }

  return {
    entities,
    get count() {
      return entities.length
    },
    resize(count) {
      const wanted = Math.min(most, Math.max(0, Math.round(count)))
      while (entities.length < wanted) add()
      for (const entity of entities.splice(wanted)) removeEntity(world, entity)
    },
  }
}

function place(entity: number): void {
  const heading = Math.random() * 2 * Math.PI
  Position.x[entity] = Math.random() * Stage.width
  Position.y[entity] = Math.random() * Stage.height
  Velocity.x[entity] = 40 * Math.cos(heading)
  Velocity.y[entity] = 40 * Math.sin(heading)
  Look.angle[entity] = heading
  Look.length[entity] = 0
  Look.width[entity] = 0.5
  Look.tint[entity] = 0
  Mood.fear[entity] = 0
}
