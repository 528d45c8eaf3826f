// Who has a behaviour: joining, leaving, hooks and required components.

import {
  addComponent,
  addEntity,
  createEntityIndex,
  createWorld,
  removeComponent,
  removeEntity,
  withVersioning,
} from 'bitecs'
import { createBehaviours, defineBehaviour, type Entity, f32, ref } from 'tickswap'
import { describe, expect, test } from 'vitest'
import { createStage } from './stage.ts'

/** A behaviour that writes down when its entities come and go. */
function recorder(calls: string[]) {
  return defineBehaviour(hooks(calls))
}

function hooks(calls: string[]) {
  return {
    start: ({ entity }: { entity: Entity }) => void calls.push(`start ${entity}`),
    stop: ({ entity }: { entity: Entity }) => void calls.push(`stop ${entity}`),
  }
}

describe('start and stop', () => {
  test('are called once each, however the entity leaves', () => {
    const calls: string[] = []
    const { behaviours, world, spawn } = createStage()
    const Mover = behaviours.register('mover', recorder(calls))
    const [first = 0, second = 0] = spawn(Mover, 2)
    addComponent(world, first, Mover)
    removeComponent(world, first, Mover)
    removeEntity(world, second)
    removeEntity(world, second)
    expect(calls).toEqual([`start ${first}`, `start ${second}`, `stop ${first}`, `stop ${second}`])
    expect(Mover.version[first]).toBe(0)
  })

  test('are not called at a swap', () => {
    const calls: string[] = []
    const { behaviours, spawn, play } = createStage()
    spawn(behaviours.register('mover', recorder(calls)))
    behaviours.publish({ mover: recorder(calls) })
    play(70)
    expect(calls).toHaveLength(1)
  })

  test('start with initial state for a recycled id', () => {
    const calls: string[] = []
    const { behaviours, world, spawn } = createStage()
    const state = { speed: f32(2), path: ref(() => []) }
    const Mover = behaviours.register('mover', defineBehaviour({ ...hooks(calls), state }))
    const [old = 0] = spawn(Mover)
    const oldPath = Mover.state.path[old]
    Mover.state.speed[old] = 99
    removeEntity(world, old)
    const [recycled] = spawn(Mover)
    expect(recycled).toBe(old)
    expect(Mover.state.speed[old]).toBe(2)
    expect(Mover.state.path[old]).not.toBe(oldPath)
    expect(calls).toEqual([`start ${old}`, `stop ${old}`, `start ${old}`])
  })
})

describe('what scripts add and remove while they run', () => {
  test('waits until the script is through, so that its list of entities never changes', () => {
    const { behaviours, world, spawn, play } = createStage()
    const lists: Entity[][] = []
    const Mover = behaviours.register(
      'mover',
      defineBehaviour({
        update({ entities }) {
          const before = [...entities]
          removeEntity(world, entities[0] ?? 0)
          spawn(Mover)
          lists.push(before, [...entities])
        },
      }),
    )
    spawn(Mover, 2)
    play(1)
    expect(lists[0]).toEqual(lists[1])
    expect(behaviours.inspect('mover').entities).toBe(2)
  })

  test('never joins if it was removed by then', () => {
    const calls: string[] = []
    const { behaviours, world, spawn, play } = createStage()
    const Mover = behaviours.register('mover', recorder(calls))
    const update = () => {
      for (const entity of spawn(Mover, 3)) removeEntity(world, entity)
    }
    spawn(behaviours.register('spawner', defineBehaviour({ update })))
    play(1)
    expect(calls).toEqual([])
  })

  test('reaches a script that runs later in the same frame', () => {
    const { behaviours, spawn, play } = createStage()
    let updates = 0
    const spawner = behaviours.register('spawner', defineBehaviour({ update: () => spawn(Mover) }))
    const Mover = behaviours.register('mover', defineBehaviour({ each: () => updates++ }))
    spawn(spawner)
    play(1)
    expect(updates).toBe(1)
  })
})

test('several worlds share nothing but the counter of versions', () => {
  const [one, two] = [createStage(), createStage()]
  const mover = defineBehaviour({ state: { speed: f32(1) } })
  const First = one.behaviours.register('mover', mover)
  const Second = two.behaviours.register('mover', mover)
  const [entity = 0] = one.spawn(First)
  expect(two.spawn(Second)).toEqual([entity])
  First.state.speed[entity] = 5
  expect(Second.state.speed[entity]).toBe(1)
  expect(Second.version[entity]).toBeGreaterThan(First.version[entity] ?? 0)
})

test('columns grow with the world, and keep what they hold', () => {
  const { behaviours, spawn } = createStage({ capacity: 2 })
  const Mover = behaviours.register(
    'mover',
    defineBehaviour({ state: { speed: f32(), path: ref(() => '') } }),
  )
  const entities = spawn(Mover, 1000)
  for (const entity of entities) {
    Mover.state.speed[entity] = entity
    Mover.state.path[entity] = `${entity}`
  }
  spawn(Mover, 5000)
  expect(entities.every((entity) => Mover.state.speed[entity] === entity)).toBe(true)
  expect(entities.every((entity) => Mover.state.path[entity] === `${entity}`)).toBe(true)
})

test('a world with versions in its entity ids is rejected', () => {
  const world = createWorld(createEntityIndex(withVersioning(8)))
  expect(() => createBehaviours(world)).toThrow('Worlds made with withVersioning are not supported')
  expect(() => createBehaviours({})).toThrow(
    'createBehaviours takes a world made by createWorld of bitecs.',
  )
})

test('entities of the world may be added and removed in any order', () => {
  const { behaviours, world, spawn, play } = createStage()
  const Mover = behaviours.register('mover', defineBehaviour({ state: { speed: f32(1) } }))
  const entities = spawn(Mover, 100)
  for (const entity of entities.filter((entity) => entity % 3 === 0)) removeEntity(world, entity)
  const added = Array.from({ length: 50 }, () => addEntity(world))
  for (const entity of added.reverse()) addComponent(world, entity, Mover)
  play(1)
  expect(behaviours.inspect('mover').entities).toBe(100 - 33 + 50)
})
