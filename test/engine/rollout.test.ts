// A version's way: canary, rolling, probation, committed; and what becomes of those that are
// replaced on it.

import { removeEntity } from 'bitecs'
import { defineBehaviour, f32 } from 'tickswap'
import { describe, expect, test } from 'vitest'
import { createStage, FRAME } from './stage.ts'

const rollout = { canary: 3, probation: 4 }
const idle = () => defineBehaviour({})

describe('a new version', () => {
  test('runs on the canary alone for one frame, then on all', () => {
    const { behaviours, spawn, play } = createStage({ rollout })
    spawn(behaviours.register('mover', idle()), 10)
    play(1)
    const before = behaviours.inspect('mover').version
    const { mover: version } = behaviours.publish({ mover: idle() }).versions
    expect(behaviours.inspect('mover')).toMatchObject({
      phase: 'canary',
      goodVersion: before,
      outdated: 10,
    })
    behaviours.reconcile()
    behaviours.reconcile()
    expect(behaviours.inspect('mover').versions).toEqual([
      { version, entities: 3 },
      { version: before, entities: 7 },
    ])
    behaviours.run(FRAME)
    expect(behaviours.inspect('mover').phase).toBe('rolling')
    play(1)
    expect(behaviours.inspect('mover').versions).toEqual([{ version, entities: 10 }])
    expect(behaviours.inspect('mover').phase).toBe('probation')
  })

  test('is committed once all have run it for the frames of its probation', () => {
    const { behaviours, spawn, play, emitted } = createStage({ rollout })
    spawn(behaviours.register('mover', idle()), 10)
    play(1)
    behaviours.publish({ mover: idle() })
    play(2 + rollout.probation)
    expect(emitted).not.toContain('committed')
    behaviours.reconcile()
    expect(emitted.filter((event) => event === 'committed')).toHaveLength(1)
    const { phase, version, goodVersion } = behaviours.inspect('mover')
    expect([phase, goodVersion]).toEqual(['committed', version])
  })

  test('is committed although entities join in every frame', () => {
    const { behaviours, spawn, play } = createStage({ rollout })
    const Mover = behaviours.register('mover', idle())
    spawn(Mover, 10)
    const update = () => void spawn(Mover)
    spawn(behaviours.register('spawner', defineBehaviour({ update })))
    behaviours.publish({ mover: idle() })
    play(20)
    expect(behaviours.inspect('mover').phase).toBe('committed')
  })

  test('waits for an entity to prove itself on', () => {
    const { behaviours, world, spawn, play } = createStage({ rollout })
    const Mover = behaviours.register('mover', idle())
    const [entity = 0] = spawn(Mover)
    removeEntity(world, entity)
    behaviours.publish({ mover: idle() })
    play(20)
    expect(behaviours.inspect('mover').phase).toBe('canary')
    spawn(Mover)
    play(20)
    expect(behaviours.inspect('mover').phase).toBe('committed')
  })

  test('needs no proof when it is the first', () => {
    const { behaviours } = createStage({ rollout })
    behaviours.register('mover', idle())
    expect(behaviours.inspect('mover').phase).toBe('committed')
  })
})

describe('entities that join while a rollout goes on', () => {
  test('join the good version, and follow', () => {
    const { behaviours, spawn, play } = createStage({ rollout, budget: { entities: 1 } })
    const Mover = behaviours.register('mover', idle())
    spawn(Mover, 5)
    play(1)
    const good = behaviours.inspect('mover').version
    behaviours.publish({ mover: idle() })
    behaviours.step(FRAME)
    const [entity = 0] = spawn(Mover)
    expect(Mover.version[entity]).toBe(good)
    play(20)
    expect(Mover.version[entity]).toBe(behaviours.inspect('mover').version)
  })
})

describe('a version that is replaced', () => {
  test('before any entity ran it is released at once', () => {
    const { behaviours, spawn } = createStage({ rollout })
    spawn(behaviours.register('mover', idle()), 5)
    const signals: AbortSignal[] = []
    const skipped = defineBehaviour({ setup: ({ signal }) => void signals.push(signal) })
    behaviours.publish({ mover: skipped })
    behaviours.publish({ mover: idle() })
    expect(signals[0]?.aborted).toBe(true)
  })

  test('while it rolls never becomes good', () => {
    const { behaviours, spawn, play } = createStage({ rollout, budget: { entities: 2 } })
    spawn(behaviours.register('mover', idle()), 20)
    play(1)
    const good = behaviours.inspect('mover').version
    for (let edit = 0; edit < 5; edit++) {
      behaviours.publish({ mover: idle() })
      play(3)
    }
    expect(behaviours.inspect('mover').goodVersion).toBe(good)
    play(40)
    expect(behaviours.inspect('mover')).toMatchObject({ phase: 'committed', outdated: 0 })
  })

  test('while it is on probation is committed by that', () => {
    const { behaviours, spawn, play } = createStage({ rollout })
    spawn(behaviours.register('mover', idle()), 5)
    play(1)
    const { mover } = behaviours.publish({ mover: idle() }).versions
    play(3)
    behaviours.publish({ mover: idle() })
    expect(behaviours.inspect('mover').goodVersion).toBe(mover)
  })
})

test('a rollout goes on when the last entity of a segment in its middle leaves', () => {
  // Found by the fuzzer, seed 5283: entities were restored one by one when the next version came.
  const { behaviours, world, spawn, play } = createStage({ rollout, budget: { entities: 4 } })
  const state = { heat: f32() }
  const entities = spawn(behaviours.register('mover', idle()), 7)
  play(2)
  const migrate = () => {
    throw new Error('no')
  }
  behaviours.publish({ mover: defineBehaviour({ state, migrate }) })
  behaviours.step(FRAME)
  behaviours.publish({ mover: idle() })
  const [restored] = behaviours.inspect('mover').versions.slice(1)
  expect(restored?.entities).toBe(1)
  removeEntity(world, entities[0] ?? 0)
  play(30)
  expect(behaviours.inspect('mover')).toMatchObject({ phase: 'committed', outdated: 0 })
})

test('a rollout goes on that begins right after a return to an older version', () => {
  // Found by the fuzzer: the older version had no entities yet, and was no longer there to join.
  const { behaviours, spawn, play } = createStage({
    rollout: { canary: 1, probation: 0 },
    faults: { limit: 0 },
  })
  const Mover = behaviours.register('mover', idle())
  spawn(Mover, 3)
  let isBroken = false
  const update = () => {
    if (isBroken) throw new Error('broken')
  }
  behaviours.publish({ mover: defineBehaviour({ update }) })
  play(5)
  isBroken = true
  play(1)
  behaviours.publish({ mover: idle() })
  expect(() => spawn(Mover)).not.toThrow()
  play(10)
  expect(behaviours.inspect('mover')).toMatchObject({
    phase: 'committed',
    outdated: 0,
    entities: 4,
  })
})
