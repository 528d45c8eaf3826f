// A hook that adds its own behaviour to more entities.

import { addComponent, addEntity, createWorld } from 'bitecs'
import { createBehaviours, defineBehaviour } from 'tickswap'
import { expect, it } from 'vitest'

it('spreads a start hook that adds its like over frames, instead of never coming back', () => {
  const world = createWorld()
  const behaviours = createBehaviours(world)
  const start = () => {
    addComponent(world, addEntity(world), Rabbit)
  }
  const Rabbit = behaviours.register('rabbit', defineBehaviour({ start }))
  addComponent(world, addEntity(world), Rabbit)
  const first = behaviours.inspect('rabbit').entities
  behaviours.step(1 / 60)
  const second = behaviours.inspect('rabbit').entities
  expect(first).toBeGreaterThan(1)
  expect(second).toBeGreaterThan(first)
  expect(second).toBeLessThan(1000)
})
