// publish: all or nothing, at the right time, and said clearly when rejected.

import { defineBehaviour, defineSystem, f32 } from 'tickswap'
import { describe, expect, test } from 'vitest'
import { createStage, FRAME } from './stage.ts'

const idle = defineBehaviour({})

function failing(message: string) {
  return defineBehaviour({
    setup() {
      throw new Error(message)
    },
  })
}

describe('a generation', () => {
  test('goes live whole, under one number', () => {
    const { behaviours } = createStage()
    behaviours.register('mover', idle)
    behaviours.register('score', defineSystem({}))
    const one = behaviours.publish({ mover: defineBehaviour({}), score: defineSystem({}) })
    const two = behaviours.publish({ mover: defineBehaviour({}) })
    expect([one.number, two.number]).toEqual([1, 2])
    const { mover: older = 0, score } = one.versions
    const { mover: newer } = two.versions
    expect(behaviours.inspect('score').version).toBe(score)
    expect(behaviours.inspect('mover').version).toBe(newer)
    expect(newer).toBeGreaterThan(older)
  })

  test('of which one setup throws leaves everything as it was, and releases the others', () => {
    const { behaviours, emitted } = createStage()
    behaviours.register('mover', idle)
    behaviours.register('npc', idle)
    const before = behaviours.inspect()
    const signals: AbortSignal[] = []
    const good = defineBehaviour({ setup: ({ signal }) => void signals.push(signal) })
    emitted.length = 0
    expect(() => behaviours.publish({ mover: good, npc: failing('no texture.') })).toThrow(
      'Behaviour "npc" threw in setup: no texture. The version was not published.',
    )
    expect(behaviours.inspect()).toEqual(before)
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
    expect(emitted).toEqual([])
  })

  test('with a mistake in it is rejected before anything runs', () => {
    const { behaviours } = createStage()
    behaviours.register('npc/wander', idle)
    behaviours.register('score', defineSystem({}))
    const setup = () => expect.unreachable('nothing is set up')
    const unused = defineBehaviour({ setup })
    expect(() => behaviours.publish({ 'npc/wandr': unused })).toThrow(
      'No script "npc/wandr" is registered; did you mean "npc/wander"?',
    )
    expect(() => behaviours.publish({ zebra: unused })).toThrow('No script "zebra" is registered.')
    expect(() => behaviours.publish({ score: unused })).toThrow(
      '"score" is registered as a system and cannot become a behaviour. Register that under another id.',
    )
    // @ts-expect-error: what is no definition does not compile either.
    expect(() => behaviours.publish({ score: { update() {} } })).toThrow(
      '"score" must be what defineBehaviour or defineSystem returns, not another object.',
    )
  })
})

describe('publishing from a script', () => {
  test('waits for the end of its run', () => {
    const { behaviours, spawn } = createStage({ rollout: 'none' })
    const seen: number[] = []
    const next = defineBehaviour({})
    const Mover = behaviours.register(
      'mover',
      defineBehaviour({
        update() {
          behaviours.publish({ mover: next })
          seen.push(behaviours.inspect('mover').version)
        },
      }),
    )
    spawn(Mover)
    const before = behaviours.inspect('mover').version
    behaviours.step(FRAME)
    expect(seen).toEqual([before])
    expect(behaviours.inspect('mover').version).toBeGreaterThan(before)
  })

  test('gives entities that join later in the run the columns of the new version, however they grew', () => {
    const { behaviours, spawn, play } = createStage({ capacity: 1 })
    const state = { speed: f32(2) }
    const Mover = behaviours.register('mover', defineBehaviour({ state }))
    const sums: number[] = []
    const next = defineBehaviour({
      state: { speed: f32(2), heat: f32(3) },
      update({ entities, state }) {
        let sum = 0
        for (const entity of entities) sum += (state.speed[entity] ?? 0) + (state.heat[entity] ?? 0)
        sums.push(sum)
      },
    })
    let isDone = false
    const update = () => {
      if (isDone) return
      isDone = true
      behaviours.publish({ mover: next })
      spawn(Mover, 100)
    }
    spawn(behaviours.register('publisher', defineBehaviour({ update })))
    play(3)
    expect(sums.at(-1)).toBe(500)
  })
})

test('a definition that was committed before comes back under its number', () => {
  const { behaviours, spawn, play } = createStage({ rollout: { canary: 1, probation: 1 } })
  const first = defineBehaviour({})
  spawn(behaviours.register('mover', first))
  const before = behaviours.inspect('mover').version
  behaviours.publish({ mover: defineBehaviour({}) })
  play(5)
  const { versions } = behaviours.publish({ mover: first })
  expect(versions).toEqual({ mover: before })
  expect(behaviours.inspect('mover').phase).toBe('committed')
})

describe('registering', () => {
  test('an id twice is rejected', () => {
    const { behaviours } = createStage()
    behaviours.register('mover', idle)
    expect(() => behaviours.register('mover', idle)).toThrow(
      '"mover" is already registered. To replace it, use publish.',
    )
  })

  test('what throws in setup leaves the id free', () => {
    const { behaviours } = createStage()
    expect(() => behaviours.register('mover', failing('not yet'))).toThrow(
      'threw in setup: not yet',
    )
    expect(behaviours.has('mover')).toBe(false)
    expect(() => behaviours.register('mover', idle)).not.toThrow()
  })

  test('has a component for behaviours alone', () => {
    const { behaviours } = createStage()
    const Mover = behaviours.register('mover', idle)
    behaviours.register('score', defineSystem({}))
    expect(behaviours.component('mover')).toBe(Mover)
    expect(() => behaviours.component('score')).toThrow('"score" is a system: it has no entities')
    expect(() => behaviours.component('mven')).toThrow('No script "mven" is registered')
  })
})

describe('closed behaviours', () => {
  test('have stopped every entity and released every version', () => {
    const { behaviours, spawn } = createStage()
    const stopped: number[] = []
    const signals: AbortSignal[] = []
    const Mover = behaviours.register(
      'mover',
      defineBehaviour({
        setup: ({ signal }) => void signals.push(signal),
        stop: ({ entity }) => void stopped.push(entity),
      }),
    )
    const entities = spawn(Mover, 3)
    behaviours.close()
    behaviours.close()
    expect(stopped).toEqual(entities)
    expect(signals[0]?.aborted).toBe(true)
    spawn(Mover)
    expect(stopped).toEqual(entities)
  })

  test('refuse everything else', () => {
    const { behaviours } = createStage()
    behaviours.close()
    const message = 'These behaviours are closed. Make new ones with createBehaviours.'
    expect(() => behaviours.step(FRAME)).toThrow(message)
    expect(() => behaviours.publish({})).toThrow(message)
    expect(() => behaviours.register('mover', idle)).toThrow(message)
  })
})

describe('a script that is registered by a preparation', () => {
  test('goes live with the others', () => {
    const { behaviours, play, emitted } = createStage()
    const ran: string[] = []
    behaviours.register('mover', idle)
    emitted.length = 0
    const preparation = behaviours.prepare()
    preparation.add('mover', idle)
    const number = preparation.register(
      'score',
      defineSystem({ update: () => void ran.push('score') }),
    )
    play(1)
    expect(ran).toEqual([])
    expect(emitted).not.toContain('registered')
    const { versions } = preparation.publish()
    play(1)
    expect(versions).toMatchObject({ score: number })
    expect(behaviours.inspect('score')).toMatchObject({ version: number, phase: 'committed' })
    expect(ran).toEqual(['score'])
    expect(emitted.filter((event) => event === 'registered' || event === 'published')).toEqual([
      'registered',
      'published',
    ])
  })

  test('is taken out again with what is discarded', () => {
    const { behaviours, play } = createStage()
    const preparation = behaviours.prepare()
    const signals: AbortSignal[] = []
    preparation.register(
      'npc',
      defineBehaviour({ setup: ({ signal }) => void signals.push(signal) }),
    )
    expect(behaviours.has('npc')).toBe(true)
    preparation.discard()
    play(1)
    expect(behaviours.has('npc')).toBe(false)
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  })

  test('is not there if its setup throws', () => {
    const { behaviours } = createStage()
    const preparation = behaviours.prepare()
    expect(() => preparation.register('npc', failing('no texture.'))).toThrow('no texture.')
    expect(behaviours.has('npc')).toBe(false)
    expect(() => preparation.register('npc', idle)).not.toThrow()
    expect(() => behaviours.register('npc', idle)).toThrow('"npc" is already registered')
  })
})
