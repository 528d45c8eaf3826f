// Components that a behaviour requires: added with it, and at the swap to a version that asks for
// more.

import { hasComponent, removeEntity } from 'bitecs'
import { defineBehaviour, type Entity, f32 } from 'tickswap'
import { describe, expect, test } from 'vitest'
import { createStage } from './stage.ts'

describe('required components', () => {
  const Position = {}
  const Velocity = {}

  test('are added with the behaviour, before start', () => {
    const { behaviours, world, spawn } = createStage()
    const seen: boolean[] = []
    const start = ({ entity }: { entity: Entity }) =>
      seen.push(hasComponent(world, entity, Position))
    const [entity = 0] = spawn(
      behaviours.register('mover', defineBehaviour({ requires: [Position], start })),
    )
    expect(seen).toEqual([true])
    expect(hasComponent(world, entity, Velocity)).toBe(false)
  })

  test('are added at the swap to a version that asks for more', () => {
    const { behaviours, world, spawn, play } = createStage()
    const entities = spawn(
      behaviours.register('mover', defineBehaviour({ requires: [Position] })),
      20,
    )
    behaviours.publish({ mover: defineBehaviour({ requires: [Position, Velocity] }) })
    play(2)
    expect(entities.every((entity) => hasComponent(world, entity, Velocity))).toBe(true)
  })

  test('are there for who joins a version that was published in the same run', () => {
    const { behaviours, world, spawn, play } = createStage({ rollout: 'none' })
    const Mover = behaviours.register('mover', defineBehaviour({}))
    let entity = 0
    const update = () => {
      behaviours.publish({ mover: defineBehaviour({ requires: [Velocity] }) })
      entity = spawn(Mover)[0] ?? 0
    }
    spawn(behaviours.register('publisher', defineBehaviour({ update })))
    play(1)
    expect(hasComponent(world, entity, Velocity)).toBe(true)
  })

  test('are not added to what migrate has removed', () => {
    const { behaviours, world, spawn } = createStage({ rollout: 'none', budget: { entities: 1 } })
    const entities = spawn(behaviours.register('mover', defineBehaviour({})), 3)
    const migrate = () => {
      for (const entity of entities) removeEntity(world, entity)
    }
    behaviours.publish({
      mover: defineBehaviour({ requires: [Velocity], state: { heat: f32() }, migrate }),
    })
    behaviours.budget = Number.POSITIVE_INFINITY
    expect(() => behaviours.step(1)).not.toThrow()
    expect(behaviours.inspect('mover').entities).toBe(0)
  })
})
