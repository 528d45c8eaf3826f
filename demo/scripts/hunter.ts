// Hunters prowl, and dash where fish crowd.
// `each` runs for one at a time: simpler than `update`.

import { defineBehaviour, f32 } from 'tickswap'
import { Look, Position, Velocity } from '../sim/components.ts'
import { crowdAt } from '../sim/crowd.ts'
import { wave } from './lib/wave.ts'

const PROWL = 95 // pixels per second: try 20
const DASH = 330 // when hungry: try 900
const NOSE = 2.2 // how well they smell a crowd: try -3
const COLOUR = 0xff7a3c // try 0x40ff90

export default defineBehaviour({
  requires: [Position, Velocity, Look],
  state: { heading: f32(0), hunger: f32(0.5) },

  start({ entity, state }) {
    state.heading[entity] = 2 * Math.PI * Math.random()
    state.hunger[entity] = Math.random()
  },

  each({ entity, state, delta, elapsed }) {
    const near = crowdAt(Position.x[entity], Position.y[entity])
    const feeds = near.density > 1.2
    const hunger = state.hunger[entity] + (feeds ? -0.5 : 0.16) * delta
    state.hunger[entity] = Math.min(1, Math.max(0, hunger))

    // Turn to where it smells of fish, weaving a little.
    const heading = state.heading[entity]
    const toCrowd = near.slopeY * Math.cos(heading) - near.slopeX * Math.sin(heading)
    const weave = 0.9 * wave(elapsed * 0.31 + entity * 0.37)
    const turn = Math.max(-3, Math.min(3, toCrowd * NOSE)) + weave
    state.heading[entity] = heading + turn * delta

    const speed = PROWL + (DASH - PROWL) * state.hunger[entity] ** 3
    const ease = Math.min(1, 2.5 * delta)
    Velocity.x[entity] += (Math.cos(heading) * speed - Velocity.x[entity]) * ease
    Velocity.y[entity] += (Math.sin(heading) * speed - Velocity.y[entity]) * ease
    Look.tint[entity] = COLOUR
    Look.length[entity] = 0.7 + speed / 500
    Look.width[entity] = 0.7
  },
})
