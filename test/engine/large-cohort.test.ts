// Cohorts of more than one page, split by a rollout while entities come and go.

import { removeEntity } from 'bitecs'
import { defineBehaviour, type Entity, f32 } from 'tickswap'
import { expect, test } from 'vitest'
import { Random } from './fuzz/random.ts'
import { createStage } from './stage.ts'

const ENTITIES = 40_000
const FRAMES = 60

test('every entity is updated once a frame, and swapped, while entities come and go', () => {
  const { behaviours, world, spawn, play } = createStage({ budget: { entities: 1500 } })
  const random = new Random(7)
  const state = { updates: f32() }
  const seen = new Map<Entity, number>()
  const update = ({
    entities,
    state,
  }: {
    entities: readonly Entity[]
    state: { updates: Float32Array }
  }) => {
    for (const entity of entities) {
      state.updates[entity] = (state.updates[entity] ?? 0) + 1
      seen.set(entity, (seen.get(entity) ?? 0) + 1)
    }
  }
  const Mover = behaviours.register('mover', defineBehaviour({ state, update }))
  let alive = spawn(Mover, ENTITIES)
  play(1)
  behaviours.publish({ mover: defineBehaviour({ state: { ...state, heat: f32(2) }, update }) })
  for (let frame = 0; frame < FRAMES; frame++) {
    const gone = new Set(Array.from({ length: 40 }, () => random.pick(alive)))
    for (const entity of gone) removeEntity(world, entity)
    alive = alive.filter((entity) => !gone.has(entity)).concat(spawn(Mover, random.below(60)))
    seen.clear()
    play(1)
    expect(seen.size).toBe(alive.length)
    expect(alive.every((entity) => seen.get(entity) === 1)).toBe(true)
  }
  expect(behaviours.inspect('mover')).toMatchObject({ outdated: 0, entities: alive.length })
  const { heat } = behaviours.component('mover').state
  expect(alive.every((entity) => heat?.[entity] === 2)).toBe(true)
})

test('a large cohort comes back whole when a version is withdrawn halfway', () => {
  const { behaviours, spawn, play, faults } = createStage({ budget: { entities: 2000 } })
  const state = { speed: f32(3) }
  const Mover = behaviours.register('mover', defineBehaviour({ state }))
  const entities = spawn(Mover, ENTITIES)
  play(1)
  let isBroken = false
  const update = ({
    entities,
    state,
  }: {
    entities: readonly Entity[]
    state: { speed: Float32Array }
  }) => {
    for (const entity of entities) state.speed[entity] = -1
    if (isBroken) throw new Error('halfway')
  }
  behaviours.publish({ mover: defineBehaviour({ state, update }) })
  play(10)
  isBroken = true
  play(40)
  expect(faults).toHaveLength(1)
  expect(behaviours.inspect('mover')).toMatchObject({ outdated: 0, phase: 'committed' })
  expect(entities.every((entity) => Mover.state.speed[entity] === 3)).toBe(true)
})
