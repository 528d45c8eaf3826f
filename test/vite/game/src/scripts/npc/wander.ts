// Counts its own steps, and writes where it is.

import { defineBehaviour, f64, u32 } from 'tickswap'
import { Position } from '@/components'
import { settings } from '../../settings'
import { steer } from './steer'

const SPEED = 1

export default defineBehaviour({
  state: { steps: u32(0), heading: f64(0) },
  update({ entities, state }) {
    for (const entity of entities) {
      state.steps[entity] += 1
      state.heading[entity] = steer(settings.gravity)
      Position.x[entity] = SPEED
    }
  },
})
