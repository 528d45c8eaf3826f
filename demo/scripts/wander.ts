// Creatures drift on currents, each at a pace of its own.
// Change a number: all of them follow at once, from where they are.

import { defineBehaviour, f32 } from 'tickswap'
import { Position, Velocity, Wind } from '../sim/components.ts'
import { wave } from './lib/wave.ts'

const SPEED = 110 // pixels per second: try 400, or -110
const SIZE = 620 // of the eddies, in pixels: try 150, or 3000
const GRIP = 1.6 // of the current on them: try 0.2, or 20
const RESTLESS = 0.02 // how fast currents change: try 0.3

export default defineBehaviour({
  requires: [Position, Velocity],
  state: { pace: f32(1) },

  start({ entity, state }) {
    state.pace[entity] = 0.55 + 0.9 * Math.random()
  },

  update({ entities, state, delta, elapsed }) {
    const hold = 1 - Math.exp(-GRIP * delta)
    const time = elapsed * RESTLESS
    for (const entity of entities) {
      const x = Position.x[entity] / SIZE
      const y = Position.y[entity] / SIZE

      // Four waves that cross, each flowing along its own crests.
      const a = wave(0.9 * x + 0.3 * y + time)
      const b = wave(-0.4 * x + 1.0 * y - 1.3 * time)
      const c = 0.7 * wave(1.3 * x - 1.1 * y + 1.7 * time)
      const d = 0.4 * wave(1.9 * x + 2.3 * y - 2.1 * time)
      const flowX = 0.3 * a + 1.0 * b - 1.1 * c + 2.3 * d
      const flowY = -0.9 * a + 0.4 * b - 1.3 * c - 1.9 * d

      const speed = SPEED * state.pace[entity]
      const wishX = flowX * speed + Wind.x
      const wishY = flowY * speed + Wind.y
      Velocity.x[entity] += (wishX - Velocity.x[entity]) * hold
      Velocity.y[entity] += (wishY - Velocity.y[entity]) * hold
    }
  },
})
