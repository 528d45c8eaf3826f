// A behaviour that imports a helper script and a host module.

import { defineBehaviour, f32 } from 'tickswap'
import { Position } from '../../components.ts'
import { advance } from './steer.ts'

export default defineBehaviour({
  state: { steps: f32(0) },
  update({ entities, state, delta }) {
    for (const entity of entities) {
      state.steps[entity] = (state.steps[entity] ?? 0) + 1
      Position.x[entity] = advance(Position.x[entity] ?? 0, delta)
    }
  },
})
