// createPopulation: keeps as many creatures in the world as are asked for.

import { addComponents, addEntity, removeEntity, type World } from 'bitecs'
import { Look, MOST_CREATURES, Position, Stage, Velocity } from './components.ts'

/** The creatures of the world. */
export interface Population {
  readonly count: number
  /** Adds or removes creatures until there are `count`. The youngest go first. */
  resize(count: number): void
}

/** Starts without creatures. Each gets `behaviours`, the scripted components. */
export function createPopulation(world: World, behaviours: readonly object[]): Population {
  const creatures: number[] = []
  const components = [Position, Velocity, Look, ...behaviours]

  function add(): void {
    const entity = addEntity(world)
    place(entity)
    addComponents(world, entity, ...components)
    creatures.push(entity)
  }

  return {
    get count() {
      return creatures.length
    },
    resize(count) {
      const wanted = Math.min(MOST_CREATURES, Math.max(0, Math.round(count)))
      while (creatures.length < wanted) add()
      for (const entity of creatures.splice(wanted)) removeEntity(world, entity)
    },
  }
}

function place(entity: number): void {
  Position.x[entity] = Math.random() * Stage.width
  Position.y[entity] = Math.random() * Stage.height
  Velocity.x[entity] = 0
  Velocity.y[entity] = 0
  Look.angle[entity] = Math.random() * 2 * Math.PI
  Look.length[entity] = 0
  Look.width[entity] = 0.5
  Look.tint[entity] = 0
}
