// State across versions: what is kept, added, converted and dropped, and what migrate is given.

import { addComponent, addEntity, getComponent, set } from 'bitecs'
import { defineBehaviour, f32, f64, i8, i32, ref, u8, u16 } from 'tickswap'
import { describe, expect, test } from 'vitest'
import { createStage } from './stage.ts'

describe('a field that two versions share', () => {
  test('stays in the same array, untouched', () => {
    const { behaviours, spawn, play } = createStage({ rollout: 'none' })
    const Mover = behaviours.register('mover', defineBehaviour({ state: { speed: f32(1) } }))
    const [entity = 0] = spawn(Mover)
    const column = Mover.state.speed
    column[entity] = 7
    behaviours.publish({ mover: defineBehaviour({ state: { speed: f32(99) } }) })
    play(2)
    expect(Mover.state.speed).toBe(column)
    expect(column[entity]).toBe(7)
  })

  test('keeps its value when a version in between had it as another type that never ran', () => {
    const { behaviours, spawn, play } = createStage()
    const Mover = behaviours.register('mover', defineBehaviour({ state: { speed: f32(0.5) } }))
    const [entity = 0] = spawn(Mover)
    behaviours.publish({ mover: defineBehaviour({ state: { speed: u8() } }) })
    behaviours.publish({ mover: defineBehaviour({ state: { speed: f32() } }) })
    play(3)
    expect(Mover.state.speed[entity]).toBe(0.5)
  })
})

test('a new field starts with its default, also when the columns have no room yet', () => {
  const { behaviours, spawn, play } = createStage({ capacity: 1 })
  const Mover = behaviours.register('mover', defineBehaviour({}))
  const entities = spawn(Mover, 5)
  behaviours.publish({ mover: defineBehaviour({ state: { heat: f64(0.1), path: ref(() => []) } }) })
  play(2)
  const { heat, path } = behaviours.component('mover').state
  expect(entities.map((entity) => heat?.[entity])).toEqual([0.1, 0.1, 0.1, 0.1, 0.1])
  expect(new Set(entities.map((entity) => path?.[entity])).size).toBe(5)
})

test('a new field has room for who joins right after it was published without proof', () => {
  const { behaviours, spawn } = createStage({ rollout: 'none' })
  const Mover = behaviours.register('mover', defineBehaviour({}))
  behaviours.publish({ mover: defineBehaviour({ state: { heat: f32(3) } }) })
  const [entity = 0] = spawn(Mover)
  const { heat } = behaviours.component('mover').state
  expect(heat?.[entity]).toBe(3)
})

describe('a converted field', () => {
  test.each([
    { from: f32(300.7), to: u8(), kept: 255 },
    { from: f32(-3.9), to: i8(), kept: -3 },
    { from: f64(-1), to: u16(), kept: 0 },
    { from: f64(Number.NaN), to: i32(42), kept: 42 },
    { from: f64(Number.POSITIVE_INFINITY), to: i8(), kept: 127 },
    { from: f64(0.1), to: f32(), kept: Math.fround(0.1) },
    { from: i32(70_000), to: f64(), kept: 70_000 },
  ])('from $from.type $from.initial to $to.type is $kept', ({ from, to, kept }) => {
    const { behaviours, spawn, play } = createStage()
    const Mover = behaviours.register('mover', defineBehaviour({ state: { value: from } }))
    const [entity = 0] = spawn(Mover)
    behaviours.publish({ mover: defineBehaviour({ state: { value: to } }) })
    play(2)
    expect(Mover.state.value[entity]).toBe(kept)
  })

  test('from ref to a number keeps numbers and resets other values', () => {
    const { behaviours, world, spawn, play } = createStage()
    const Mover = behaviours.register(
      'mover',
      defineBehaviour({ state: { value: ref<unknown>(() => 'text') } }),
    )
    const [text = 0] = spawn(Mover)
    const number = addEntity(world)
    addComponent(world, number, set(Mover, { value: 12 }))
    behaviours.publish({ mover: defineBehaviour({ state: { value: u8(5) } }) })
    play(2)
    expect(getComponent(world, text, Mover).value).toBe(5)
    expect(getComponent(world, number, Mover).value).toBe(12)
  })
})

describe('migrate', () => {
  test('is called once per entity when versions were skipped, with the version that it leaves', () => {
    const { behaviours, spawn, play } = createStage()
    const Mover = behaviours.register('mover', defineBehaviour({ state: { speed: f32(4) } }))
    const [entity = 0] = spawn(Mover)
    play(1)
    const first = Mover.version[entity]
    const calls: unknown[] = []
    behaviours.publish({
      mover: defineBehaviour({ state: { a: f32() }, migrate: () => calls.push('skipped') }),
    })
    behaviours.publish({
      mover: defineBehaviour({
        state: { velocity: f32() },
        migrate({ entity, state, from, previous: { speed } }) {
          state.velocity[entity] = Number(speed?.[entity]) * 2
          calls.push({ entity, from })
        },
      }),
    })
    play(3)
    expect(calls).toEqual([{ entity, from: first }])
    const { velocity } = behaviours.component('mover').state
    expect(velocity?.[entity]).toBe(8)
  })

  test('is not called when the layout stays', () => {
    const { behaviours, spawn, play } = createStage()
    spawn(behaviours.register('mover', defineBehaviour({ state: { speed: f32(4) } })))
    const migrate = () => expect.unreachable('nothing has changed')
    behaviours.publish({ mover: defineBehaviour({ state: { speed: f32(5) }, migrate }) })
    play(3)
    expect(behaviours.inspect('mover').outdated).toBe(0)
  })

  test('sees what a converted field was, and what it was converted to', () => {
    const { behaviours, spawn, play } = createStage()
    spawn(behaviours.register('mover', defineBehaviour({ state: { speed: f32(1.5) } })))
    const seen: unknown[] = []
    behaviours.publish({
      mover: defineBehaviour({
        state: { speed: u8() },
        migrate({ entity, state, previous: { speed } }) {
          seen.push(speed?.[entity], state.speed[entity])
        },
      }),
    })
    play(2)
    expect(seen).toEqual([1.5, 1])
  })
})
