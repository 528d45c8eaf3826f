// The colour says where a creature goes, the light how fast it is.

import { defineBehaviour, f32 } from 'tickswap'
import { Look, Velocity } from '../sim/components.ts'
import { wave } from './lib/wave.ts'

const BRIGHT = 0.42 // try 1, or 0.1
const LENGTH = 0.0042 // of a streak, by speed: try 0.02, or 0

// Where each is strongest, in parts of a full turn.
const RED = 0.56 // try 0
const GREEN = 0.2 // try 0.33
const BLUE = 0.36 // try 0.66

export default defineBehaviour({
  requires: [Look],
  // Follows the speed slowly. It is kept by every edit.
  state: { glow: f32(0) },

  update({ entities, state, delta }) {
    const ease = Math.min(1, 1.5 * delta)
    for (const entity of entities) {
      const x = Velocity.x[entity]
      const y = Velocity.y[entity]
      const speed = Math.sqrt(x * x + y * y)
      const wish = Math.min(1, speed / 260)
      state.glow[entity] += (wish - state.glow[entity]) * ease

      const turn = Look.angle[entity] / (2 * Math.PI)
      const light = BRIGHT * (0.25 + 0.75 * state.glow[entity])
      const red = light * (0.55 + 0.45 * wave(turn + RED))
      const green = light * (0.5 + 0.38 * wave(turn + GREEN))
      const blue = light * (0.75 + 0.25 * wave(turn + BLUE))
      Look.tint[entity] = rgb(red, green, blue)
      Look.length[entity] = 0.12 + speed * LENGTH
    }
  },
})

function rgb(red: number, green: number, blue: number): number {
  return (byte(red) << 16) | (byte(green) << 8) | byte(blue)
}

function byte(part: number): number {
  return part >= 1 ? 255 : part * 255
}
