// move: carries creatures along their velocity, and keeps them in the picture whatever a script did
// to them.

import { query, type World } from 'bitecs'
import { Look, Position, Stage, Velocity } from './components.ts'
import { MARGIN } from './grid.ts'

/** Nobody is faster, in pixels per second. */
const FASTEST = 2_000

/**
 * One step of all creatures. Not a script: the part of a game that one does not change while it
 * runs.
 */
export function move(world: World, delta: number): void {
  const width = Stage.width + 2 * MARGIN
  const height = Stage.height + 2 * MARGIN
  for (const entity of query(world, [Position, Velocity, Look])) {
    const x = bounded(Velocity.x[entity])
    const y = bounded(Velocity.y[entity])
    Velocity.x[entity] = x
    Velocity.y[entity] = y
    Position.x[entity] = wrap(Position.x[entity] + x * delta, width)
    Position.y[entity] = wrap(Position.y[entity] + y * delta, height)
    if (x !== 0 || y !== 0) Look.angle[entity] = Math.atan2(y, x)
  }
}

/**
 * A creature that a script sent nowhere, say by dividing by zero, stands still and can go on later.
 */
function bounded(value: number): number {
  if (!Number.isFinite(value)) return 0
  return Math.min(FASTEST, Math.max(-FASTEST, value))
}

function wrap(position: number, size: number): number {
  const inside = position + MARGIN
  if (inside >= 0 && inside < size) return position
  if (!Number.isFinite(inside)) return Math.random() * size - MARGIN
  return inside - Math.floor(inside / size) * size - MARGIN
}
