// Which events are emitted, and in which order.

import { defineBehaviour, defineSystem } from 'tickswap'
import { describe, expect, test } from 'vitest'
import { explode } from './moving-game.ts'
import { createStage } from './stage.ts'

const rollout = { canary: 1, probation: 1 }

describe('events come in the order of what they tell', () => {
  test('from the first version on', () => {
    const { behaviours, spawn, play, emitted } = createStage({ rollout })
    const Mover = behaviours.register('mover', defineBehaviour({}))
    spawn(Mover)
    play(3)
    expect(emitted).toEqual(['registered', 'settled'])
  })

  test('from publishing to the release of the version before', () => {
    const { behaviours, spawn, play, emitted } = createStage({ rollout })
    spawn(behaviours.register('mover', defineBehaviour({})), 3)
    play(1)
    emitted.length = 0
    behaviours.publish({ mover: defineBehaviour({}) })
    expect(emitted.splice(0)).toEqual(['rollout', 'published'])
    play(1)
    expect(emitted.splice(0)).toEqual(['swapped', 'rollout'])
    play(1)
    expect(emitted.splice(0)).toEqual(['swapped', 'settled', 'rollout'])
    play(2)
    expect(emitted.splice(0).toSorted()).toEqual(['committed', 'released'])
  })

  test('when a version is withdrawn', () => {
    const { behaviours, spawn, play, emitted } = createStage({ rollout })
    spawn(behaviours.register('mover', defineBehaviour({})), 3)
    play(1)
    behaviours.publish({ mover: defineBehaviour({ update: explode }) })
    emitted.length = 0
    play(2)
    expect(emitted.filter((event) => event === 'faulted' || event === 'released')).toHaveLength(2)
    expect(emitted.at(-1)).toBe('settled')
  })
})

test('each version is released once, and tells it', () => {
  const { behaviours, spawn, play } = createStage({ rollout })
  const released: number[] = []
  behaviours.on('released', ({ version }) => released.push(version))
  spawn(behaviours.register('mover', defineBehaviour({})), 3)
  const versions = [behaviours.inspect('mover').version]
  for (let edit = 0; edit < 5; edit++) {
    const { mover = 0 } = behaviours.publish({ mover: defineBehaviour({}) }).versions
    versions.push(mover)
    play(edit)
  }
  play(10)
  expect(released.toSorted((a, b) => a - b)).toEqual(versions.slice(0, -1))
})

test('swapped counts the entities of one behaviour', () => {
  const { behaviours, spawn, play } = createStage({ rollout: 'none', budget: { entities: 2 } })
  const counts: unknown[] = []
  behaviours.on('swapped', ({ id, entities, outdated }) => counts.push([id, entities, outdated]))
  spawn(behaviours.register('mover', defineBehaviour({})), 5)
  behaviours.publish({ mover: defineBehaviour({}) })
  play(5)
  expect(counts).toEqual([
    ['mover', 2, 3],
    ['mover', 2, 1],
    ['mover', 1, 0],
  ])
})

describe('a listener', () => {
  test('that throws is reported, and stops no other', () => {
    const { behaviours, emitted } = createStage()
    const failures: unknown[] = []
    behaviours.on('published', explode)
    behaviours.on('published', () => emitted.push('second listener'))
    behaviours.on('listenerFailed', (failure) => failures.push(failure))
    behaviours.on('listenerFailed', explode)
    behaviours.register('score', defineSystem({}))
    expect(() => behaviours.publish({ score: defineSystem({}) })).not.toThrow()
    expect(emitted).toContain('second listener')
    expect(failures).toEqual([{ event: 'published', error: new Error('boom') }])
  })

  test('that is removed is not called again', () => {
    const { behaviours } = createStage()
    const heard: string[] = []
    const off = behaviours.on('registered', ({ id }) => heard.push(id))
    behaviours.register('one', defineSystem({}))
    off()
    behaviours.register('two', defineSystem({}))
    expect(heard).toEqual(['one'])
  })

  test('may publish', () => {
    const { behaviours, spawn, play } = createStage({ rollout })
    spawn(behaviours.register('mover', defineBehaviour({})), 3)
    behaviours.on('faulted', () => behaviours.publish({ mover: defineBehaviour({}) }))
    behaviours.publish({ mover: defineBehaviour({ update: explode }) })
    play(10)
    expect(behaviours.inspect('mover')).toMatchObject({ phase: 'committed', outdated: 0 })
  })
})

test('a report says what a swap does to each field', () => {
  const { behaviours, spawn } = createStage({ rollout })
  spawn(behaviours.register('mover', defineBehaviour({})))
  behaviours.publish({ mover: defineBehaviour({ order: 3 }) })
  expect(behaviours.inspect('mover')).toMatchObject({
    id: 'mover',
    kind: 'behaviour',
    phase: 'canary',
    reason: 'it runs on a canary of 1 for one frame',
    order: 3,
    entities: 1,
    changes: [],
  })
})
