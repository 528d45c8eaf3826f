// Each glows in a rhythm of its own.

import { defineBehaviour, f32 } from 'tickswap'
import { Light } from '../sim/components.ts'
import { wave } from './lib/wave.ts'

const RHYTHM = 0.4 // per second: try 3
const DARK = 0.2 // the part of the time without light: try 0, or 0.8

export default defineBehaviour({
  state: { phase: f32(0) },

  start({ entity, state }) {
    state.phase[entity] = Math.random()
  },

  update({ entities, state, elapsed }) {
    for (const entity of entities) {
      const light = 0.5 + 0.5 * wave(elapsed * RHYTHM + state.phase[entity])
      Light.level[entity] = light > DARK ? 1 : 0
    }
  },
})
