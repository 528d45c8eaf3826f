// Types: state is inferred, and wrong programs do not compile.

import { addComponent, addEntity, set } from 'bitecs'
import {
  type Behaviour,
  type Behaviours,
  defineBehaviour,
  defineSystem,
  entity,
  f32,
  ref,
  type ScriptedComponent,
  u8,
} from 'tickswap'
import { describe, expectTypeOf, test } from 'vitest'
import { createStage } from './stage.ts'

const state = { speed: f32(), lives: u8(3), target: entity(), path: ref(() => [0]) }

describe('state', () => {
  test('is a typed array for each field, in every hook', () => {
    defineBehaviour({
      state,
      start: ({ state }) => expectTypeOf(state.lives).toEqualTypeOf<Uint8Array>(),
      stop: ({ state }) => expectTypeOf(state.target).toEqualTypeOf<Uint32Array>(),
      update: ({ state, entities, delta, signal }) => {
        expectTypeOf(state.speed).toExtend<Float32Array>()
        expectTypeOf(entities).toEqualTypeOf<readonly number[]>()
        expectTypeOf(delta).toEqualTypeOf<number>()
        expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
      },
      migrate: ({ state, from, previous: { anything } }) => {
        expectTypeOf(state.path).toEqualTypeOf<number[][]>()
        expectTypeOf(from).toEqualTypeOf<number>()
        expectTypeOf(anything).toExtend<unknown[] | ArrayLike<number> | undefined>()
      },
    })
  })

  test('is that of the component, too', () => {
    const { behaviours } = createStage()
    const Mover = behaviours.register('mover', defineBehaviour({ state }))
    expectTypeOf(Mover).toEqualTypeOf<ScriptedComponent<typeof state>>()
    expectTypeOf(Mover.state.path).toEqualTypeOf<number[][]>()
    expectTypeOf(Mover.version).toEqualTypeOf<Uint32Array>()
  })

  test('may be left out', () => {
    expectTypeOf(defineBehaviour({})).toExtend<Behaviour>()
    // @ts-expect-error: there is no such field.
    defineBehaviour({ update: ({ state }) => state.speed })
  })
})

describe('a wrong program does not compile', () => {
  test('with a field that is not there', () => {
    // @ts-expect-error: "sped" is not part of the state.
    defineBehaviour({ state, update: ({ state }) => state.sped })
  })

  test('with what a hook is not given', () => {
    // @ts-expect-error: update runs for many entities.
    defineBehaviour({ state, update: ({ entity }) => entity })
    // @ts-expect-error: only migrate knows where from.
    defineBehaviour({ state, start: ({ previous }) => previous })
    // @ts-expect-error: a system has no entities.
    defineSystem({ update: ({ entities }) => entities })
  })

  test('with a value of another type', () => {
    defineBehaviour({
      state,
      each({ entity, state }) {
        // @ts-expect-error: a column of numbers.
        state.speed[entity] = 'fast'
      },
    })
    // @ts-expect-error: the list belongs to the engine.
    defineBehaviour({ update: ({ entities }) => entities.push(1) })
    defineBehaviour({
      state,
      update({ state }) {
        // @ts-expect-error: columns are replaced by the engine alone.
        state.speed = new Float32Array(1)
      },
    })
  })

  test('with a definition that did not come from define', () => {
    const publish = (behaviours: Behaviours) => {
      // @ts-expect-error: not what defineBehaviour returns.
      behaviours.publish({ mover: { update() {} } })
      // @ts-expect-error: a budget is a number or { entities }.
      behaviours.budget = { milliseconds: 1 }
      // @ts-expect-error: no such event.
      behaviours.on('swaped', () => {})
    }
    expectTypeOf(publish).toBeFunction()
  })
})

test('a component is one of bitECS', () => {
  const { behaviours, world } = createStage()
  const Mover = behaviours.register('mover', defineBehaviour({ state }))
  addComponent(world, addEntity(world), set(Mover, { speed: 2 }))
  expectTypeOf(behaviours.register('score', defineSystem({}))).toEqualTypeOf<void>()
})
