// They gather around a lantern that wanders through the night.

import { defineBehaviour } from 'tickswap'
import { Position, Velocity } from '../sim/components.ts'
import { wave } from './lib/wave.ts'

const PULL = 0.02 // try 0.2, or -0.05
const SPIN = 0.05 // around the lantern: try 0.3

export default defineBehaviour({
  update({ entities, elapsed }) {
    const lanternX = 0.5 + 0.3 * wave(elapsed * 0.03)
    const lanternY = 0.5 + 0.25 * wave(elapsed * 0.05)
    for (const entity of entities) {
      const x = lanternX - Position.x[entity]
      const y = lanternY - Position.y[entity]
      const near = 1 / (0.05 + 4 * (x * x + y * y))
      Velocity.x[entity] += (x * PULL - y * SPIN) * near
      Velocity.y[entity] += (y * PULL + x * SPIN) * near
    }
  },
})
