// The ladder: a committed version may fault a few times; then the one before runs, and the one
// before that.

import { type BehavioursOptions, defineBehaviour, defineSystem, f32 } from 'tickswap'
import { describe, expect, test } from 'vitest'
import { explode } from './moving-game.ts'
import { createStage } from './stage.ts'

const options: BehavioursOptions = {
  rollout: { canary: 1, probation: 0 },
  faults: { limit: 2, window: 1000 },
}

/** A script whose committed versions can be made to throw. */
function createLadder(given = options) {
  const stage = createStage(given)
  const broken = new Set<string>()
  const ran: string[] = []
  const version = (name: string) =>
    defineBehaviour({
      state: { heat: f32(1) },
      update() {
        if (broken.has(name)) explode()
        ran.push(name)
      },
    })
  const Mover = stage.behaviours.register('mover', version('one'))
  stage.spawn(Mover, 3)
  return {
    ...stage,
    Mover,
    broken,
    version,
    /** What ran in the last frame. */
    frame(): readonly string[] {
      ran.length = 0
      stage.play(1)
      return [...ran]
    },
    /** Publishes and commits a version. */
    commit(name: string) {
      stage.behaviours.publish({ mover: version(name) })
      stage.play(4)
    },
    outcomes: () => stage.faults.map(({ outcome }) => outcome),
  }
}

describe('a committed version that throws', () => {
  test('goes on as long as it does not throw too often', () => {
    const { frame, broken, outcomes, commit } = createLadder()
    commit('two')
    broken.add('two')
    frame()
    frame()
    broken.clear()
    expect(outcomes()).toEqual(['counted', 'counted'])
    expect(frame()).toEqual(['two'])
  })

  test('may throw again when time has passed', () => {
    const { frame, behaviours, broken, outcomes } = createLadder()
    broken.add('one')
    frame()
    frame()
    broken.clear()
    behaviours.step(2)
    broken.add('one')
    frame()
    frame()
    expect(outcomes()).toEqual(['counted', 'counted', 'counted', 'counted'])
  })

  test('above the limit rolls back to the version before, and from that to the one before it', () => {
    const { frame, broken, outcomes, commit, behaviours } = createLadder()
    commit('two')
    commit('three')
    broken.add('three').add('two')
    for (let i = 0; i < 3; i++) frame()
    expect(outcomes().at(-1)).toBe('rolledBack')
    for (let i = 0; i < 3; i++) frame()
    expect(outcomes().at(-1)).toBe('rolledBack')
    expect(frame()).toEqual(['one'])
    expect(behaviours.inspect('mover')).toMatchObject({ phase: 'committed', outdated: 0 })
  })

  test('is suspended when there is none before, while everything else runs', () => {
    const { frame, broken, outcomes, behaviours, Mover, spawn } = createLadder()
    let others = 0
    spawn(behaviours.register('other', defineBehaviour({ update: () => others++ })))
    broken.add('one')
    for (let i = 0; i < 5; i++) frame()
    expect(outcomes()).toEqual(['counted', 'counted', 'suspended'])
    expect(others).toBe(5)
    expect(behaviours.inspect('mover')).toMatchObject({ phase: 'suspended', entities: 3 })
    expect(Mover.state.heat[1]).toBe(1)
  })

  test('is armed again by a new version, with a clean sheet', () => {
    const { frame, broken, outcomes, commit } = createLadder()
    broken.add('one')
    for (let i = 0; i < 3; i++) frame()
    commit('two')
    expect(frame()).toEqual(['two'])
    broken.add('two')
    frame()
    expect(outcomes().at(-1)).toBe('counted')
  })

  test('makes room for an older one, not for the one that was left by hand', () => {
    const { frame, broken, commit, behaviours, version, play, outcomes } = createLadder()
    const two = version('two')
    behaviours.publish({ mover: two })
    play(4)
    commit('three')
    behaviours.publish({ mover: two })
    play(4)
    broken.add('two')
    for (let i = 0; i < 3; i++) frame()
    expect(outcomes().at(-1)).toBe('rolledBack')
    expect(frame()).toEqual(['one'])
  })

  test('is never rolled back to, once it was suspended', () => {
    const { frame, broken, outcomes, commit, behaviours } = createLadder()
    broken.add('one')
    for (let i = 0; i < 3; i++) frame()
    commit('two')
    broken.add('two')
    for (let i = 0; i < 3; i++) frame()
    expect(outcomes().at(-1)).toBe('suspended')
    expect(behaviours.inspect('mover').phase).toBe('suspended')
  })

  test('without proof is judged by its own faults, not by those of the version before', () => {
    const { frame, broken, outcomes, behaviours, version } = createLadder({
      ...options,
      rollout: 'none',
    })
    broken.add('one').add('two')
    frame()
    frame()
    behaviours.publish({ mover: version('two') })
    frame()
    expect(outcomes()).toEqual(['counted', 'counted', 'counted'])
  })

  test('while a newer one is on its way leaves the hope to that one', () => {
    const { frame, broken, outcomes, behaviours, version, commit } = createLadder()
    commit('two')
    behaviours.budget = { entities: 0 }
    behaviours.publish({ mover: version('three') })
    broken.add('two')
    frame()
    for (let i = 0; i < 2; i++) behaviours.run(0)
    expect(outcomes()).toEqual(['counted', 'counted', 'suspended'])
    behaviours.budget = Number.POSITIVE_INFINITY
    for (let i = 0; i < 4; i++) frame()
    expect(frame()).toEqual(['three'])
  })
})

test('a rollback skips a version whose setup throws now', () => {
  const { behaviours, spawn, play } = createStage(options)
  let isBroken = false
  const fragile = defineBehaviour({ setup: () => (isBroken ? explode() : undefined) })
  spawn(behaviours.register('mover', defineBehaviour({})))
  const { version: first } = behaviours.inspect('mover')
  behaviours.publish({ mover: fragile })
  play(4)
  behaviours.publish({
    mover: defineBehaviour({ update: () => (isBroken ? explode() : undefined) }),
  })
  play(4)
  isBroken = true
  play(3)
  expect(behaviours.inspect('mover').version).toBe(first)
})

test('with each, one entity that throws does not stop the others', () => {
  const { behaviours, spawn, play } = createStage()
  const ran: number[] = []
  const each = ({ entity }: { entity: number }) =>
    entity === 2 ? explode() : void ran.push(entity)
  spawn(behaviours.register('mover', defineBehaviour({ each })), 4)
  play(1)
  expect(ran).toEqual([1, 3, 4])
})

test('a system climbs down the same ladder', () => {
  const { behaviours, play, faults } = createStage(options)
  let isBroken = false
  const ran: string[] = []
  behaviours.register('score', defineSystem({ update: () => void ran.push('one') }))
  play(1)
  behaviours.publish({ score: defineSystem({ update: () => (isBroken ? explode() : undefined) }) })
  play(4)
  isBroken = true
  play(3)
  ran.length = 0
  play(1)
  expect(faults.map(({ outcome }) => outcome)).toEqual(['counted', 'counted', 'rolledBack'])
  expect(ran).toEqual(['one'])
})

describe('a behaviour without a version that works', () => {
  test('lets its entities wait, and starts them when a good one comes', () => {
    const { behaviours, spawn, play } = createStage()
    const Mover = behaviours.register('mover')
    const entities = spawn(Mover, 3)
    play(2)
    expect(behaviours.inspect('mover')).toMatchObject({ phase: 'waiting', version: 0, entities: 3 })
    expect(() => behaviours.publish({ mover: defineBehaviour({ setup: explode }) })).toThrow(
      'threw in setup',
    )
    behaviours.publish({ mover: defineBehaviour({ update: explode }) })
    play(1)
    expect(behaviours.inspect('mover').phase).toBe('waiting')
    const started: number[] = []
    const state = { heat: f32(4) }
    behaviours.publish({
      mover: defineBehaviour({
        state,
        start: ({ entity, state }) => started.push(entity, state.heat[entity] ?? 0),
      }),
    })
    play(2)
    expect(started).toEqual(entities.flatMap((entity) => [entity, 4]))
  })
})
