// The colour says where a fish swims to, and fear turns it.

import { defineBehaviour, f32 } from 'tickswap'
import { Look, Mood, Sea, Velocity } from '../sim/components.ts'
import { wave } from './lib/wave.ts'

const BRIGHT = 0.32 // try 1.5, or 0.1
const LENGTH = 0.0048 // of a streak, by speed: try 0.02
const WIDTH = 0.42 // try 1.2
const SCARED = 0.85 // how much fear shows: try 0

// Where each is strongest, in parts of a full turn.
const RED = 0.62 // try 0
const GREEN = 0.28 // try 0.33
const BLUE = 0.36 // try 0.66

export default defineBehaviour({
  requires: [Look, Mood, Velocity],
  // Follows the speed slowly. Kept by every edit.
  state: { glow: f32(0) },

  update({ entities, state, delta }) {
    const ease = Math.min(1, 2 * delta)
    const daylight = BRIGHT * (0.55 + 0.45 * Sea.light)
    for (const entity of entities) {
      const x = Velocity.x[entity]
      const y = Velocity.y[entity]
      const speed = Math.sqrt(x * x + y * y)
      const wish = Math.min(1, speed / 220)
      state.glow[entity] += (wish - state.glow[entity]) * ease

      const fear = SCARED * Mood.fear[entity]
      const turn = Look.angle[entity] / (2 * Math.PI)
      const light = daylight * (0.3 + 0.7 * state.glow[entity] + 0.25 * fear)
      const red = light * (0.34 + 0.3 * wave(turn + RED) + 0.9 * fear)
      const green = light * (0.56 + 0.36 * wave(turn + GREEN) + 0.1 * fear)
      const blue = light * (0.82 + 0.18 * wave(turn + BLUE) - 0.6 * fear)
      Look.tint[entity] = rgb(red, green, blue)
      Look.length[entity] = 0.14 + speed * LENGTH
      Look.width[entity] = WIDTH
    }
  },
})

function rgb(red: number, green: number, blue: number): number {
  return (byte(red) << 16) | (byte(green) << 8) | byte(blue)
}

function byte(part: number): number {
  return part >= 1 ? 255 : Math.max(0, part) * 255
}
