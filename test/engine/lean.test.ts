// The lean build: what bundlers take for production. It runs scripts as the full one does, and
// swaps none.

import { addComponent, addEntity, createWorld, getComponent, hasComponent, set } from 'bitecs'
import * as full from 'tickswap'
import {
  type BehavioursOptions,
  defineBehaviour,
  defineSystem,
  f32,
  ref,
  type Seconds,
  TickswapError,
} from 'tickswap'
import * as lean from 'tickswap/lean'
import { describe, expect, test } from 'vitest'
import { explode } from './moving-game.ts'
import { createStage, FRAME } from './stage.ts'

const createLeanStage = (options: BehavioursOptions = {}) =>
  createStage(options, lean.createBehaviours)

test('exports the same names as the full build', () => {
  expect(Object.keys(lean).sort()).toEqual(Object.keys(full).sort())
  expect(lean.createBehaviours).not.toBe(full.createBehaviours)
})

test('takes the options of swaps, and needs none of them', () => {
  const { behaviours } = createLeanStage({
    budget: { entities: 3 },
    rollout: { canary: 2 },
    now: () => 0,
  })
  expect(behaviours.budget).toEqual({ entities: 3 })
  behaviours.step(FRAME)
  expect(behaviours.frame).toEqual({ swapped: 0, outdated: 0, reconcileMilliseconds: 0 })
})

describe('a behaviour of the lean build', () => {
  test('runs its hooks over its entities, with their state', () => {
    const Health = {}
    const { world, behaviours, spawn, play } = createLeanStage()
    const Mover = behaviours.register(
      'mover',
      defineBehaviour({
        requires: [Health],
        state: { x: f32(10), path: ref(() => ['start']) },
        start: ({ entity, state }) => state.path[entity]?.push(`of ${entity}`),
        update({ entities, state, delta }) {
          for (const entity of entities) state.x[entity] = (state.x[entity] ?? 0) + delta
        },
      }),
    )
    const [entity = 0] = spawn(Mover)
    play(64)
    expect(getComponent(world, entity, Mover)).toMatchObject({
      x: 11,
      path: ['start', `of ${entity}`],
    })
    expect(hasComponent(world, entity, Health)).toBe(true)
  })

  test('takes values, and says which it does not have', () => {
    const { world, behaviours } = createLeanStage()
    const Mover = behaviours.register('mover', defineBehaviour({ state: { speed: f32() } }))
    const entity = addEntity(world)
    addComponent(world, entity, set(Mover, { speed: 3 }))
    expect(Mover.state.speed[entity]).toBe(3)
    expect(() => addComponent(world, entity, set(Mover, { sped: 3 }))).toThrow(
      'did you mean "speed"?',
    )
  })

  test('has room in its columns before the first entity comes', () => {
    const { behaviours } = createLeanStage({ capacity: 16 })
    const Mover = behaviours.register('mover', defineBehaviour({ state: { x: f32() } }))
    expect(Mover.state.x).toHaveLength(16)
  })

  test('waits for its first version, with the entities that it has by then', () => {
    const { world, behaviours, spawn, play, faults } = createLeanStage()
    const Late = behaviours.register('late')
    const entities = spawn(Late, 2)
    play(2)
    expect(behaviours.inspect('late')).toMatchObject({ phase: 'waiting', version: 0, entities: 2 })
    const started: number[] = []
    behaviours.publish({
      late: defineBehaviour({ state: { x: f32(7) }, start: ({ entity }) => started.push(entity) }),
    })
    play(1)
    expect(started).toEqual(entities)
    const { current } = behaviours.versions('late')
    const read = entities.map((entity) => getComponent(world, entity, Late))
    expect(read).toEqual([
      { version: current, x: 7 },
      { version: current, x: 7 },
    ])
    expect(behaviours.inspect('late')).toMatchObject({ phase: 'committed', outdated: 0 })
    expect(faults).toEqual([])
  })

  test('disposes what it owns at the end, and stops its entities', () => {
    const { behaviours, spawn } = createLeanStage()
    const ended: string[] = []
    const Owner = behaviours.register(
      'owner',
      defineBehaviour({
        setup: ({ own }) => own.take(() => ended.push('disposed')),
        stop: ({ entity }) => ended.push(`stopped ${entity}`),
      }),
    )
    const [entity] = spawn(Owner)
    expect(behaviours.inspect('owner')).toMatchObject({ resources: 1, timers: 0 })
    behaviours.close()
    expect(ended).toEqual([`stopped ${entity}`, 'disposed'])
  })
})

test('systems run in their order, and with the behaviours', () => {
  const { behaviours, play } = createLeanStage()
  const ran: [string, Seconds][] = []
  const noting = (name: string, order: number) =>
    defineSystem({ order, update: ({ elapsed }) => ran.push([name, elapsed]) })
  behaviours.register('late', noting('late', 2))
  behaviours.register('early', noting('early', 1))
  play(1)
  expect(ran).toEqual([
    ['early', FRAME],
    ['late', FRAME],
  ])
})

describe('a fault in the lean build', () => {
  const options = { faults: { limit: 1, window: 1000 } }

  test('is counted, and does not stop the other entities', () => {
    const { behaviours, spawn, play, faults } = createLeanStage(options)
    const ran: number[] = []
    const Faulty = behaviours.register(
      'faulty',
      defineBehaviour({
        each({ entity }) {
          if (entity === 1) explode()
          ran.push(entity)
        },
      }),
    )
    spawn(Faulty, 3)
    play(1)
    expect(ran).toEqual([2, 3])
    expect(faults).toMatchObject([{ outcome: 'counted', hook: 'each', entity: 1, entities: 3 }])
  })

  test('suspends the script once there were too many, and its state stays', () => {
    const { behaviours, spawn, play, faults } = createLeanStage(options)
    const Faulty = behaviours.register(
      'faulty',
      defineBehaviour({ state: { x: f32(5) }, update: () => explode() }),
    )
    const [entity = 0] = spawn(Faulty)
    play(5)
    expect(faults.map(({ outcome }) => outcome)).toEqual(['counted', 'suspended'])
    expect(behaviours.inspect('faulty')).toMatchObject({ phase: 'suspended', entities: 1 })
    expect(Faulty.state.x[entity]).toBe(5)
  })

  test('in setup keeps the script from being registered', () => {
    const { behaviours } = createLeanStage()
    const failing = defineSystem({ setup: () => explode() })
    expect(() => behaviours.register('failing', failing)).toThrow('"failing" threw in setup')
    expect(behaviours.has('failing')).toBe(false)
  })
})

describe('another version in the lean build', () => {
  test('is rejected with how to get the full build, and the first one goes on', () => {
    const { behaviours, spawn, play } = createLeanStage()
    const ran: string[] = []
    const version = (name: string) =>
      defineBehaviour({
        setup: () => void ran.push(`setup of ${name}`),
        update: () => void ran.push(name),
      })
    spawn(behaviours.register('mover', version('one')))
    const publish = () => behaviours.publish({ mover: version('two') })
    expect(publish).toThrow(TickswapError)
    expect(publish).toThrow(
      '"mover" cannot get a new version: this is the lean build of tickswap, which bundlers use for ' +
        'production. To reload scripts there too, add "tickswap-full" to the bundler\'s resolve ' +
        'conditions.',
    )
    play(1)
    expect(ran).toEqual(['setup of one', 'one'])
  })

  test('keeps first versions that come with it from going live; they may come again', () => {
    const { behaviours } = createLeanStage()
    behaviours.register('first', defineBehaviour({}))
    behaviours.register('waiting')
    const both = { waiting: defineBehaviour({}), first: defineBehaviour({}) }
    expect(() => behaviours.publish(both)).toThrow('"first" cannot get a new version')
    expect(behaviours.versions('waiting')).toEqual({ current: 0, good: 0 })
    behaviours.publish({ waiting: both.waiting })
    expect(behaviours.versions('waiting').current).toBeGreaterThan(0)
  })

  test('cannot be prepared', () => {
    const behaviours = lean.createBehaviours(createWorld())
    expect(() => behaviours.prepare()).toThrow('this is the lean build of tickswap')
  })

  test('is rejected also while the first one waits for the end of a frame', () => {
    const { behaviours, play, emitted, faults } = createLeanStage()
    behaviours.register('waiting')
    const publish = () => behaviours.publish({ waiting: defineBehaviour({}) })
    behaviours.register('publisher', defineSystem({ update: () => void [publish(), publish()] }))
    play(1)
    expect(emitted.filter((event) => event === 'published')).toHaveLength(1)
    expect(faults[0]?.message).toContain('"waiting" cannot get a new version')
  })
})
