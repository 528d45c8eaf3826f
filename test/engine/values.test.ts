// set(...): the values that an entity is given with a behaviour.

import { addComponent, addEntity, addPrefab, getComponent, IsA, set, setComponent } from 'bitecs'
import { defineBehaviour, f32, ref, u8 } from 'tickswap'
import { describe, expect, test } from 'vitest'
import { createStage, FRAME } from './stage.ts'

const mover = defineBehaviour({ state: { speed: f32(40), path: ref(() => [1]) } })

test('an entity holds the values that it was given, and the version it runs', () => {
  const { behaviours, world } = createStage()
  const Mover = behaviours.register('mover', mover)
  const entity = addEntity(world)
  addComponent(world, entity, set(Mover, { speed: 80 }))
  expect(getComponent(world, entity, Mover)).toEqual({
    version: behaviours.inspect('mover').version,
    speed: 80,
    path: [1],
  })
})

test('a script gives values to what it spawns', () => {
  const { behaviours, world, play } = createStage()
  const Mover = behaviours.register('mover', mover)
  let spawned = 0
  const spawner = defineBehaviour({
    start() {
      spawned = addEntity(world)
      addComponent(world, spawned, set(Mover, { speed: 3 }))
    },
  })
  addComponent(world, addEntity(world), behaviours.register('spawner', spawner))
  play(1)
  expect(getComponent(world, spawned, Mover).speed).toBe(3)
})

describe('while a rollout goes on', () => {
  test('an entity takes the values that the good version has a place for', () => {
    const { behaviours, world, play } = createStage({ budget: { entities: 1 } })
    const Mover = behaviours.register('mover', mover)
    addComponent(world, addEntity(world), Mover)
    const next = defineBehaviour({ state: { speed: f32(), path: u8(9), heat: f32(5) } })
    behaviours.publish({ mover: next })
    const entity = addEntity(world)
    addComponent(world, entity, set(Mover, { speed: 7, path: 8, heat: 6 }))
    expect(getComponent(world, entity, Mover)).toMatchObject({ speed: 7, path: [1] })
    play(3)
    expect(getComponent(world, entity, Mover)).toMatchObject({ speed: 7, path: 9, heat: 5 })
  })
})

describe('a mistake in the values', () => {
  test('throws at the call, and suggests the name that was meant', () => {
    const { behaviours, world } = createStage()
    const Mover = behaviours.register('mover', mover)
    expect(() => addComponent(world, addEntity(world), set(Mover, { sped: 80 }))).toThrow(
      'Behaviour "mover" has no state field "sped"; did you mean "speed"?',
    )
    expect(() => addComponent(world, addEntity(world), set(Mover, { speed: '80' }))).toThrow(
      'Behaviour "mover": the f32 field "speed" takes a number, not string.',
    )
    expect(() => addComponent(world, addEntity(world), set(Mover, null))).toThrow(
      'set(mover, …) takes an object of state fields, not null.',
    )
  })

  test('in a script is its fault, and not the end of the frame', () => {
    const { behaviours, world, faults, spawn } = createStage()
    const Mover = behaviours.register('mover', mover)
    const [entity = 0] = spawn(Mover)
    const update = () => setComponent(world, entity, Mover, { speed: '80' })
    spawn(behaviours.register('setter', defineBehaviour({ update })))
    expect(() => behaviours.step(FRAME)).not.toThrow()
    expect(faults.map(({ id, hook }) => [id, hook])).toEqual([['setter', 'update']])
    const [late = 0] = spawn(Mover)
    expect(Mover.version[late]).toBe(behaviours.inspect('mover').version)
  })
})

describe('with prefabs', () => {
  test('a prefab never joins, and its instances do', () => {
    const { behaviours, world } = createStage()
    const Mover = behaviours.register('mover', mover)
    const prefab = addPrefab(world)
    addComponent(world, prefab, Mover)
    expect(behaviours.inspect('mover').entities).toBe(0)
    const instance = addEntity(world)
    addComponent(world, instance, IsA(prefab))
    expect(behaviours.inspect('mover').entities).toBe(1)
    expect(getComponent(world, instance, Mover).speed).toBe(40)
  })

  test('an heir takes over the state of the entity that it inherits from', () => {
    const { behaviours, world } = createStage()
    const Mover = behaviours.register('mover', mover)
    const parent = addEntity(world)
    addComponent(world, parent, set(Mover, { speed: 5 }))
    const heir = addEntity(world)
    addComponent(world, heir, IsA(parent))
    expect(getComponent(world, heir, Mover).speed).toBe(5)
  })
})

describe("the game's own code goes on, after an edit has", () => {
  test('dropped a field that it gives values to', () => {
    const { behaviours, world, play, spawn } = createStage()
    const Mover = behaviours.register('mover', mover)
    spawn(Mover, 1)
    behaviours.publish({ mover: defineBehaviour({ state: { path: ref(() => [1]) } }) })
    play(100)
    const entity = addEntity(world)
    addComponent(world, entity, set(Mover, { speed: 80, path: [2] }))
    expect(getComponent(world, entity, Mover)).toMatchObject({ path: [2] })
  })

  test('changed the type of a field that it gives values to', () => {
    const { behaviours, world, play, spawn } = createStage()
    const Mover = behaviours.register('mover', mover)
    spawn(Mover, 1)
    behaviours.publish({ mover: defineBehaviour({ state: { speed: f32(40), path: u8(7) } }) })
    play(100)
    const entity = addEntity(world)
    addComponent(world, entity, set(Mover, { speed: 80, path: [2] }))
    expect(getComponent(world, entity, Mover)).toMatchObject({ speed: 80, path: 7 })
  })
})

test('values for a behaviour that still waits for its first version are let go', () => {
  const { behaviours, world } = createStage()
  const Mover = behaviours.register('mover')
  const entity = addEntity(world)
  expect(() => addComponent(world, entity, set(Mover, { speed: 80 }))).not.toThrow()
})
