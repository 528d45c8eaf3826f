// Fireflies drift on slow currents, each at a pace of its own.

import { defineBehaviour, f32 } from 'tickswap'
import { Position, Velocity } from '../sim/components.ts'
import { wave } from './lib/wave.ts'

const SPEED = 0.09 // try 0.5, or -0.09
const EDDIES = 2 // in the picture: try 6

export default defineBehaviour({
  state: { pace: f32(1) },

  start({ entity, state }) {
    state.pace[entity] = 0.4 + 1.2 * Math.random()
  },

  update({ entities, state, elapsed }) {
    const time = elapsed * 0.05
    for (const entity of entities) {
      const speed = SPEED * state.pace[entity]
      Velocity.x[entity] = speed * wave(Position.y[entity] * EDDIES + time)
      Velocity.y[entity] = speed * wave(Position.x[entity] * EDDIES - 0.7 * time)
    }
  },
})
