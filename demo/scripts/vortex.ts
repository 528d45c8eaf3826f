// A whirl that strolls across the picture.
// It follows your pointer when that is there.

import { defineBehaviour } from 'tickswap'
import { Pointer, Position, Stage, Velocity } from '../sim/components.ts'

const SPIN = 420 // around the whirl: try 3000, or -420
const PULL = 160 // towards it: try 2000, or -600
const REACH = 190 // in pixels: try 60, or 900

export default defineBehaviour({
  requires: [Position, Velocity],

  update({ entities, delta, elapsed }) {
    const strollX = 0.5 + 0.34 * Math.sin(elapsed * 0.23)
    const strollY = 0.5 + 0.3 * Math.sin(elapsed * 0.31)
    const x = Pointer.present ? Pointer.x : Stage.width * strollX
    const y = Pointer.present ? Pointer.y : Stage.height * strollY
    for (const entity of entities) {
      const dx = (x - Position.x[entity]) / REACH
      const dy = (y - Position.y[entity]) / REACH
      const force = delta / (1 + (dx * dx + dy * dy) ** 2)
      Velocity.x[entity] += (dx * PULL - dy * SPIN) * force
      Velocity.y[entity] += (dy * PULL + dx * SPIN) * force
    }
  },
})
