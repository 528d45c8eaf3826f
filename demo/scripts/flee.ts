// Fish flee from hunters, and remember it for a while.

import { defineBehaviour } from 'tickswap'
import { Mood, Position, Velocity } from '../sim/components.ts'
import { dangerAt } from '../sim/danger.ts'

const PANIC = 1500 // how hard they flee: try 5000, or -700
const COURAGE = 0.12 // how much danger they bear: try 0.7
const MEMORY = 1.4 // seconds until they are calm: try 8

export default defineBehaviour({
  requires: [Position, Velocity, Mood],

  update({ entities, delta }) {
    const calm = Math.exp(-delta / MEMORY)
    for (const entity of entities) {
      const danger = dangerAt(Position.x[entity], Position.y[entity])
      const fear = Mood.fear[entity] * calm
      if (danger.level > COURAGE) {
        Velocity.x[entity] += danger.awayX * PANIC * delta
        Velocity.y[entity] += danger.awayY * PANIC * delta
        Mood.fear[entity] = Math.max(fear, danger.level)
      } else {
        Mood.fear[entity] = fear
      }
    }
  },
})
