// Tap the water, and fish dart off.
// What a version takes through `own` is given back with it.

import { query } from 'bitecs'
import { defineSystem } from 'tickswap'
import { Fish, Mood, Position, Taps, Velocity } from '../sim/components.ts'

const REACH = 170 // in pixels: try 500
const FORCE = 620 // try -600

export default defineSystem({
  setup({ own, world }) {
    own.listen(Taps, 'tap', ({ x, y }) => {
      for (const entity of query(world, [Fish])) {
        const dx = Position.x[entity] - x
        const dy = Position.y[entity] - y
        const far = Math.sqrt(dx * dx + dy * dy) + 1
        if (far > REACH) continue
        const push = FORCE * (1 - far / REACH)
        Velocity.x[entity] += (dx / far) * push
        Velocity.y[entity] += (dy / far) * push
        Mood.fear[entity] = 1
      }
    })
  },
})
