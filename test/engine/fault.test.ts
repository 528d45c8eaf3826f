// A fault of a version that has yet to prove itself: it is withdrawn within the frame, code and
// state.

import { addComponent, addEntity, removeEntity, set } from 'bitecs'
import { type Behaviour, defineBehaviour, f32, ref, type Schema, u8 } from 'tickswap'
import { describe, expect, test } from 'vitest'
import { createMovingGame, explode, state } from './moving-game.ts'

describe('a new version that throws', () => {
  const changed = { speed: u8(), path: ref(() => 'lost'), heat: f32() }

  test.each<[string, Behaviour<Schema>]>([
    ['update', defineBehaviour<Schema>({ state: changed, update: explode })],
    ['each', defineBehaviour<Schema>({ state: changed, each: explode })],
    ['migrate', defineBehaviour<Schema>({ state: changed, migrate: explode })],
    ['state', defineBehaviour<Schema>({ state: { ...changed, more: ref(explode) } })],
  ])(
    'in %s is withdrawn in that frame, in which every entity runs the good version',
    (hook, broken) => {
      const { frame, publish, speeds, faults, behaviours, ids, good } = createMovingGame(5)
      publish(broken)
      expect(frame()).toEqual(ids)
      expect(faults.map(({ hook, outcome, runs }) => [hook, outcome, runs])).toEqual([
        [hook, 'withdrawn', good],
      ])
      expect(behaviours.inspect('mover')).toMatchObject({
        version: good,
        phase: 'committed',
        outdated: 0,
      })
      expect(speeds()).toEqual([7, 7, 7, 7, 7])
    },
  )

  test('in stop is withdrawn when an entity leaves', () => {
    const { behaviours, publish, world, ids, frame, faults, good } = createMovingGame(5)
    publish(defineBehaviour({ stop: explode }))
    frame()
    expect(() => removeEntity(world, ids[0] ?? 0)).not.toThrow()
    expect(faults).toMatchObject([{ hook: 'stop', outcome: 'withdrawn', runs: good }])
    expect(frame()).toEqual(ids.slice(1))
    expect(behaviours.inspect('mover').entities).toBe(4)
  })

  test('leaves no trace in what it changed before, be it shared or not', () => {
    const { publish, frame, speeds, Mover, ids } = createMovingGame(3)
    const migrate = ({
      entity,
      state,
    }: {
      entity: number
      state: { speed: Float32Array; path: string[] }
    }) => {
      state.speed[entity] = -1
      state.path[entity] = 'gone'
      if (entity === ids[1]) explode()
    }
    publish(defineBehaviour({ state: { ...state, heat: f32() }, migrate }))
    frame()
    expect(speeds()).toEqual([7, 7, 7])
    expect(ids.map((id) => Mover.state.path[id])).toEqual(['home', 'home', 'home'])
  })

  test('long after its swap restores the state from before the swap', () => {
    const { publish, frame, speeds } = createMovingGame(3)
    let frames = 0
    publish(
      defineBehaviour({
        state,
        update({ entities, state }) {
          for (const entity of entities) state.speed[entity] = 100
          frames += 1
          if (frames === 4) explode()
        },
      }),
    )
    frame()
    frame()
    expect(speeds()).toEqual([100, 100, 100])
    frame()
    frame()
    expect(speeds().toSorted()).toEqual([7, 7, 8])
  })

  test('is released, and no hook of it is called again', () => {
    const { publish, frame, world, ids } = createMovingGame(3)
    const signals: AbortSignal[] = []
    publish(
      defineBehaviour({
        setup: ({ signal }) => void signals.push(signal),
        update: explode,
        stop: () => expect.unreachable('it was withdrawn'),
      }),
    )
    frame()
    expect(signals[0]?.aborted).toBe(true)
    removeEntity(world, ids[0] ?? 0)
  })

  test.each([[undefined], [null], ['text'], [Symbol('s')], [Object.create(null)], [0n]])(
    'may throw anything: %o',
    (thrown) => {
      const { publish, frame, faults } = createMovingGame(2)
      const update = () => {
        throw thrown
      }
      publish(defineBehaviour({ update }))
      expect(() => frame()).not.toThrow()
      expect(faults[0]).toMatchObject({ outcome: 'withdrawn', error: thrown })
    },
  )
})

describe('entities that join or leave during a rollout', () => {
  test('come out right', () => {
    const { publish, frame, world, ids, Mover, spawn, behaviours } = createMovingGame(4)
    let isBroken = false
    publish(defineBehaviour({ state, update: () => (isBroken ? explode() : undefined) }))
    frame()
    removeEntity(world, ids[2] ?? 0)
    const [recycled = 0] = spawn(Mover)
    const late = addEntity(world)
    addComponent(world, late, set(Mover, { speed: 50 }))
    frame()
    isBroken = true
    const updated = frame()
    expect(recycled).toBe(ids[2])
    expect(updated).toEqual([...ids, late])
    expect(Mover.state.speed[recycled]).toBe(6)
    expect(Mover.state.speed[late]).toBe(51)
    expect(behaviours.inspect('mover').entities).toBe(5)
  })
})
