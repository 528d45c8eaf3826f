// fly: carries fireflies along their velocity, and keeps them in the picture whatever a script did
// to them.

import { query, type World } from 'bitecs'
import { Position, Velocity } from './components.ts'

export function fly(world: World, delta: number): void {
  for (const entity of query(world, [Position, Velocity])) {
    Position.x[entity] = inside(Position.x[entity] + finite(Velocity.x[entity]) * delta)
    Position.y[entity] = inside(Position.y[entity] + finite(Velocity.y[entity]) * delta)
  }
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0
}

function inside(position: number): number {
  return Number.isFinite(position) ? position - Math.floor(position) : Math.random()
}
