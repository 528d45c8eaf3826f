// Faults that meet: two scripts in one frame, a version that is being replaced, and systems.

import { defineBehaviour, defineSystem } from 'tickswap'
import { describe, expect, test } from 'vitest'
import { createMovingGame, explode, rollout, state } from './moving-game.ts'
import { createStage } from './stage.ts'

describe('several things at once', () => {
  test('two scripts that fault in one frame are both withdrawn', () => {
    const { behaviours, faults, spawn, play } = createStage({ rollout })
    for (const id of ['one', 'two']) spawn(behaviours.register(id, defineBehaviour({})), 3)
    play(1)
    const broken = () => defineBehaviour({ update: explode })
    behaviours.publish({ one: broken(), two: broken() })
    play(1)
    expect(faults.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['one', 'withdrawn'],
      ['two', 'withdrawn'],
    ])
  })

  test('a fault in a version that a newer one is replacing leaves the newer one alone', () => {
    const { behaviours, publish, frame, faults, good, ids } = createMovingGame(6)
    let isBroken = false
    publish(defineBehaviour({ state, update: () => (isBroken ? explode() : undefined) }))
    frame()
    behaviours.budget = { entities: 1 }
    const { mover: newest } = publish(defineBehaviour({ state })).versions
    isBroken = true
    expect(frame()).toHaveLength(ids.length - 1)
    expect(faults).toMatchObject([{ outcome: 'withdrawn', runs: good }])
    expect(behaviours.inspect('mover').version).toBe(newest)
    behaviours.budget = Number.POSITIVE_INFINITY
    for (let i = 0; i < 10; i++) frame()
    expect(behaviours.inspect('mover')).toMatchObject({ goodVersion: newest, phase: 'committed' })
  })

  test('a fault in the newest rolls back those that it was replacing, too', () => {
    const { behaviours, publish, frame, good, ids } = createMovingGame(6)
    publish(defineBehaviour({ state }))
    frame()
    behaviours.budget = { entities: 1 }
    publish(defineBehaviour({ state, update: explode }))
    expect(frame()).toEqual(ids)
    expect(behaviours.inspect('mover')).toMatchObject({ version: good, goodVersion: good })
  })
})

test('a system that throws is withdrawn, and the good one runs in that frame', () => {
  const { behaviours, faults, play } = createStage({ rollout })
  const ran: string[] = []
  behaviours.register('score', defineSystem({ update: () => void ran.push('good') }))
  play(1)
  behaviours.publish({ score: defineSystem({ update: explode }) })
  play(1)
  expect(ran).toEqual(['good', 'good'])
  expect(faults).toMatchObject([{ id: 'score', outcome: 'withdrawn' }])
})
