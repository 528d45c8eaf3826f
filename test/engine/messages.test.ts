// The messages of faults.

import { defineBehaviour, defineSystem, f32, ref } from 'tickswap'
import { describe, expect, test } from 'vitest'
import { explode } from './moving-game.ts'
import { createStage } from './stage.ts'

const options = { rollout: { canary: 2, probation: 0 }, faults: { limit: 0 } }

/** Publishes a version over entities on a good one, and returns the message of its fault. */
function messageOf(
  entities: number,
  definition: ReturnType<typeof defineBehaviour>,
): string | undefined {
  const { behaviours, spawn, play, faults } = createStage(options)
  spawn(behaviours.register('wander', defineBehaviour({})), entities)
  play(1)
  const { version } = behaviours.inspect('wander')
  const { wander = 0 } = behaviours.publish({ wander: definition }).versions
  play(1)
  return faults[0]?.message
    .replace(`version ${wander} `, 'version NEW ')
    .replace(`version ${version}.`, 'version GOOD.')
}

describe('a withdrawn version', () => {
  test('is reported with the hook, the error, and where its entities are', () => {
    const update = () => {
      throw new Error('Cannot read "x" of undefined.')
    }
    expect(messageOf(9, defineBehaviour({ update }))).toBe(
      'Behaviour "wander" version NEW threw in update: Cannot read "x" of undefined. ' +
        'Its 2 entities are back on version GOOD.',
    )
  })

  test('names the entity where the hook ran for one', () => {
    expect(messageOf(1, defineBehaviour({ each: explode }))).toMatch(
      /^Behaviour "wander" version NEW threw in each for entity \d+: boom\. Its entity is back on version GOOD\.$/,
    )
  })

  test('counts the entities that were on their way when migrate threw', () => {
    expect(messageOf(9, defineBehaviour({ state: { heat: f32() }, migrate: explode }))).toContain(
      'Its 2 entities are back on version GOOD.',
    )
  })

  test('says when it was the state that threw', () => {
    expect(messageOf(9, defineBehaviour({ state: { path: ref(explode) } }))).toContain(
      'threw in state: boom.',
    )
  })

  test.each([
    [undefined, 'undefined'],
    ['a text.', 'a text'],
    [Symbol('sign'), 'Symbol(sign)'],
    [Object.create(null), 'an unknown value'],
  ])('shows whatever was thrown', (thrown, shown) => {
    const update = () => {
      throw thrown
    }
    expect(messageOf(9, defineBehaviour({ update }))).toContain(`threw in update: ${shown}. Its`)
  })
})

describe('the outcome is reported', () => {
  test('when entities wait for a first version that works', () => {
    const { behaviours, spawn, play, faults } = createStage(options)
    spawn(behaviours.register('wander'), 2)
    behaviours.publish({ wander: defineBehaviour({ update: explode }) })
    play(1)
    expect(faults[0]?.message).toMatch(/Its 2 entities are waiting for a version that works\.$/)
  })

  test('when the version stays', () => {
    const { behaviours, spawn, play, faults } = createStage({ ...options, faults: { limit: 1 } })
    spawn(behaviours.register('wander', defineBehaviour({ update: explode })))
    play(1)
    expect(faults[0]?.message).toMatch(/threw in update: boom\. It keeps running\.$/)
  })

  test('when the fault limit was exceeded', () => {
    const { behaviours, spawn, play, faults } = createStage(options)
    let isBroken = false
    const update = () => (isBroken ? explode() : undefined)
    spawn(behaviours.register('wander', defineBehaviour({ update })), 3)
    const { version } = behaviours.inspect('wander')
    behaviours.publish({ wander: defineBehaviour({ update }) })
    play(4)
    isBroken = true
    play(2)
    expect(faults.map(({ message }) => message.replace(/^.*?boom\. /, ''))).toEqual([
      `It exceeded its fault limit (0 in 5 s). Its 3 entities are going back to version ${version}.`,
      'It exceeded its fault limit (0 in 5 s). Its 3 entities are suspended; publish a new version to resume it.',
    ])
  })

  test('for systems too', () => {
    const { behaviours, play, faults } = createStage(options)
    behaviours.register('score', defineSystem({}))
    play(1)
    const { version } = behaviours.inspect('score')
    behaviours.publish({ score: defineSystem({ update: explode }) })
    play(1)
    expect(faults[0]?.message).toMatch(/^System "score" version \d+ threw in update: boom\./)
    expect(faults[0]?.message).toMatch(new RegExp(`It is back on version ${version}\\.$`))
  })
})
