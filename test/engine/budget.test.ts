// The frame budget: in entities, and in milliseconds of a clock that is stepped.

import {
  type Behaviours,
  type BehavioursOptions,
  defineBehaviour,
  defineSystem,
  f32,
} from 'tickswap'
import { describe, expect, test } from 'vitest'
import { createStage, FRAME } from './stage.ts'

const TICK = 0.01
const ENTITIES = 2000

/** Behaviours whose migrate takes one tick of the clock for each entity. */
function createSlowSwap(options: BehavioursOptions & { readonly read?: (time: number) => number }) {
  let time = 0
  const { read = (time: number) => time } = options
  const now = () => read(time)
  const stage = createStage({ rollout: 'none', now, ...options })
  const migrate = () => {
    time += TICK
  }
  return {
    ...stage,
    start(id: string) {
      stage.spawn(stage.behaviours.register(id, defineBehaviour({})), ENTITIES)
    },
    publish(id: string) {
      stage.behaviours.publish({ [id]: defineBehaviour({ state: { heat: f32() }, migrate }) })
    },
  }
}

/** Steps until nothing is outdated; returns how many entities each frame swapped. */
function settle(behaviours: Behaviours): readonly number[] {
  const swapped: number[] = []
  do {
    behaviours.step(FRAME)
    swapped.push(behaviours.frame.swapped)
  } while (behaviours.frame.outdated > 0 && swapped.length < 10_000)
  return swapped
}

describe('a budget in entities', () => {
  test('is met exactly, frame for frame', () => {
    const { behaviours, start, publish } = createSlowSwap({ budget: { entities: 300 } })
    start('mover')
    publish('mover')
    expect(settle(behaviours)).toEqual([300, 300, 300, 300, 300, 300, 200])
  })

  test('of none still swaps one a frame', () => {
    const { behaviours, start, publish } = createSlowSwap({ budget: { entities: 0 } })
    start('mover')
    publish('mover')
    expect(settle(behaviours)).toEqual(Array.from({ length: ENTITIES }, () => 1))
  })
})

describe('a budget in milliseconds', () => {
  test('is used, and passed by no more than one entity', () => {
    const { behaviours, start, publish } = createSlowSwap({ budget: 0.5 })
    start('mover')
    publish('mover')
    const swapped = settle(behaviours)
    const settled = swapped.slice(3, -1)
    expect(Math.max(...swapped) * TICK).toBeLessThanOrEqual(0.5 + TICK)
    expect(Math.min(...settled) * TICK).toBeGreaterThan(0.4)
  })

  test('is held on average by a clock that shows whole milliseconds', () => {
    const { behaviours, start, publish } = createSlowSwap({ budget: 0.5, read: Math.floor })
    start('mover')
    publish('mover')
    const swapped = settle(behaviours)
    expect((ENTITIES / swapped.length) * TICK).toBeLessThanOrEqual(0.5 * 1.1)
    expect(Math.max(...swapped) * TICK).toBeLessThanOrEqual(2)
  })

  test('of nothing still swaps one a frame, also under a clock that stands still', () => {
    const { behaviours, start, publish } = createSlowSwap({ budget: 0, read: () => 0 })
    start('mover')
    publish('mover')
    const swapped = settle(behaviours)
    expect(Math.min(...swapped)).toBeGreaterThanOrEqual(1)
  })

  test('without end swaps everything at once', () => {
    const { behaviours, start, publish } = createSlowSwap({ budget: Number.POSITIVE_INFINITY })
    start('mover')
    publish('mover')
    expect(settle(behaviours)).toEqual([ENTITIES])
    expect(behaviours.frame.reconcileMilliseconds).toBeCloseTo(ENTITIES * TICK)
  })

  test('may change while a rollout goes on', () => {
    const { behaviours, start, publish } = createSlowSwap({ budget: { entities: 1 } })
    start('mover')
    publish('mover')
    behaviours.step(FRAME)
    behaviours.budget = { entities: 5 }
    behaviours.step(FRAME)
    expect(behaviours.frame).toMatchObject({ swapped: 5, outdated: ENTITIES - 6 })
  })
})

test('systems run from their first frame on, and swap in one, whatever the budget', () => {
  const { behaviours, play, start, publish } = createSlowSwap({ budget: { entities: 1 } })
  start('mover')
  publish('mover')
  const ran: string[] = []
  const system = (name: string) => defineSystem({ update: () => void ran.push(name) })
  for (const id of ['one', 'two', 'three']) behaviours.register(id, system(id))
  play(1)
  expect(ran.splice(0)).toEqual(['one', 'two', 'three'])
  behaviours.publish({ one: system('first'), two: system('second') })
  play(1)
  expect(ran).toEqual(['first', 'second', 'three'])
  expect(behaviours.frame.swapped).toBe(1)
})

test('every script makes progress when several are outdated', () => {
  const { behaviours, start, publish } = createSlowSwap({ budget: { entities: 10 } })
  const ids = ['one', 'two', 'three']
  for (const id of ids) start(id)
  settle(behaviours)
  for (const id of ids) publish(id)
  for (let frame = 0; frame < 30; frame++) behaviours.step(FRAME)
  expect(ids.map((id) => ENTITIES - behaviours.inspect(id).outdated)).toEqual([100, 100, 100])
})
