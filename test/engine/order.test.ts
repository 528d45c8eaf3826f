// The order in which scripts run, and systems among them.

import { addComponent, addEntity } from 'bitecs'
import { defineBehaviour, defineSystem } from 'tickswap'
import { describe, expect, test } from 'vitest'
import { createStage, FRAME } from './stage.ts'

function createOrder() {
  const stage = createStage({ rollout: 'none' })
  const ran: string[] = []
  return {
    ...stage,
    ran,
    system: (name: string, order = 0) => defineSystem({ order, update: () => void ran.push(name) }),
    behaviour: (name: string, order = 0) =>
      defineBehaviour({ order, update: () => void ran.push(name) }),
  }
}

describe('scripts run', () => {
  test('in the order in which they were registered', () => {
    const { behaviours, spawn, play, ran, system, behaviour } = createOrder()
    behaviours.register('one', system('one'))
    spawn(behaviours.register('two', behaviour('two')))
    behaviours.register('three', system('three'))
    play(1)
    expect(ran).toEqual(['one', 'two', 'three'])
  })

  test('by their order first, which an edit may change', () => {
    const { behaviours, spawn, play, ran, system, behaviour } = createOrder()
    behaviours.register('late', system('late', 1))
    spawn(behaviours.register('middle', behaviour('middle')))
    behaviours.register('early', system('early', -0.5))
    play(1)
    behaviours.publish({ late: system('late', -1) })
    play(1)
    expect(ran).toEqual(['early', 'middle', 'late', 'late', 'early', 'middle'])
    expect(behaviours.inspect().map(({ id }) => id)).toEqual(['late', 'early', 'middle'])
  })

  test('once a frame, also when one of them checks the order after an edit changed it', () => {
    const { behaviours, play, ran, system } = createOrder()
    let isDone = false
    const update = () => {
      if (!isDone) behaviours.publish({ last: system('last', -1) })
      isDone = true
    }
    behaviours.register('editor', defineSystem({ update }))
    const look = () => void ran.push(`panel sees ${behaviours.inspect()[0]?.id}`)
    behaviours.register('panel', defineSystem({ update: look }))
    behaviours.register('last', system('last'))
    play(1)
    expect(ran).toEqual(['panel sees last', 'last'])
  })

  test('not at all where a behaviour has no entities', () => {
    const { behaviours, play, ran, behaviour } = createOrder()
    behaviours.register('mover', behaviour('mover'))
    play(3)
    expect(ran).toEqual([])
  })
})

describe('hooks are given', () => {
  test('the time, in seconds, and the version', () => {
    const { behaviours, world, spawn } = createOrder()
    const seen: unknown[] = []
    const update = (context: object) => void seen.push({ ...context })
    behaviours.register('clock', defineSystem({ update }))
    spawn(behaviours.register('mover', defineBehaviour({ each: update })))
    behaviours.step(0.5)
    behaviours.step(0.25)
    const version = behaviours.inspect('clock').version
    expect(seen[2]).toMatchObject({ delta: 0.25, elapsed: 0.75, version, world })
    expect(seen[3]).toMatchObject({ delta: 0.25, elapsed: 0.75, entity: 1, world })
  })

  test('a system and a behaviour that have nothing to do do nothing', () => {
    const { behaviours, world } = createOrder()
    behaviours.register('nothing', defineSystem({}))
    addComponent(world, addEntity(world), behaviours.register('idle', defineBehaviour({})))
    expect(() => behaviours.step(FRAME)).not.toThrow()
  })
})

test('a delta that is no time is rejected', () => {
  const { behaviours } = createOrder()
  expect(() => behaviours.step(-1)).toThrow('The delta must be 0 seconds or more, not -1.')
  expect(() => behaviours.step(Number.NaN)).toThrow('The delta must be 0 seconds or more, not NaN.')
})
