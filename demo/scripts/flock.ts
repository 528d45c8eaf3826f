// Fish swim with their neighbours.
// Change a number: all of them follow at once, from where they are.

import { defineBehaviour, f32 } from 'tickswap'
import { Pointer, Position, Sea, Velocity } from '../sim/components.ts'
import { crowdAt } from '../sim/crowd.ts'

const SPEED = 85 // pixels per second: try 260, or 20
const ALIGN = 2.4 // swim as those near do: try 0
const GATHER = 130 // swim to where others are: try -200
const CROWDED = 2.2 // times the average is enough: try 12
const WHIM = 70 // swim as they please: try 400
const LURE = 0 // swim to the pointer: try 300, or -300

export default defineBehaviour({
  requires: [Position, Velocity],
  // Kept by every edit. The whim is a direction, in degrees.
  state: { pace: f32(1), whim: f32(0) },

  start({ entity, state }) {
    state.pace[entity] = 0.7 + 0.6 * Math.random()
    state.whim[entity] = 360 * Math.random()
  },

  update({ entities, state, delta }) {
    const follow = Math.min(1, ALIGN * delta)
    const hold = Math.min(1, 3 * delta)
    const lure = Pointer.present ? LURE * delta : 0
    for (const entity of entities) {
      const x = Position.x[entity]
      const y = Position.y[entity]
      let vx = Velocity.x[entity]
      let vy = Velocity.y[entity]

      const near = crowdAt(x, y)
      const pull = GATHER * delta * Math.max(-4, 1 - near.density / CROWDED)
      vx += (near.velocityX - vx) * follow + near.slopeX * pull
      vy += (near.velocityY - vy) * follow + near.slopeY * pull

      state.whim[entity] += (Math.random() - 0.5) * 900 * delta
      const whim = (state.whim[entity] * Math.PI) / 180
      vx += Math.cos(whim) * WHIM * delta
      vy += Math.sin(whim) * WHIM * delta

      if (lure !== 0) {
        const dx = Pointer.x - x
        const dy = Pointer.y - y
        const far = Math.sqrt(dx * dx + dy * dy) + 1
        vx += (dx / far) * lure
        vy += (dy / far) * lure
      }

      // Each keeps a pace of its own, on the current.
      const speed = Math.sqrt(vx * vx + vy * vy) + 0.001
      const keep = 1 + ((SPEED * state.pace[entity]) / speed - 1) * hold
      Velocity.x[entity] = vx * keep + Sea.currentX * delta
      Velocity.y[entity] = vy * keep + Sea.currentY * delta
    }
  },
})
