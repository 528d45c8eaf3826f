// Options and definitions that make no sense are rejected, with a hint.

import { createWorld } from 'bitecs'
import {
  type BehavioursOptions,
  createBehaviours,
  defineBehaviour,
  defineSystem,
  f64,
  i8,
  isDefinition,
  ref,
  u8,
} from 'tickswap'
import { describe, expect, test } from 'vitest'

describe('createBehaviours rejects', () => {
  test.each<[BehavioursOptions, string]>([
    [{ budget: -1 }, 'The budget must be milliseconds (0.5) or whole entities'],
    [{ budget: Number.NaN }, 'not NaN.'],
    [{ budget: { entities: 0.5 } }, 'not {"entities":0.5}.'],
    [{ budget: { entities: -1 } }, 'not {"entities":-1}.'],
    [{ capacity: 0 }, 'The capacity must be a whole number of entities above 0, not 0.'],
    [{ capacity: 1.5 }, 'not 1.5.'],
    [{ rollout: { canary: 0 } }, 'The rollout must be'],
    [{ rollout: { canary: 1.5 } }, '"canary":1.5'],
    [{ rollout: { probation: -1 } }, '"probation":-1'],
    [{ faults: { limit: -1 } }, 'The fault limit must be { limit: 0 or more, window: above 0 }'],
    [{ faults: { window: 0 } }, '"window":0'],
  ])('%o', (options, message) => {
    expect(() => createBehaviours(createWorld(), options)).toThrow(message)
  })

  test('a budget that is set later, and keeps the one it had', () => {
    const behaviours = createBehaviours(createWorld(), { budget: 2 })
    expect(() => {
      behaviours.budget = { entities: 2.5 }
    }).toThrow('The budget must be')
    expect(behaviours.budget).toBe(2)
  })

  test('no canary without end: everybody goes first', () => {
    const rollout = { canary: Number.POSITIVE_INFINITY }
    expect(() =>
      createBehaviours(createWorld(), { rollout, budget: { entities: Number.POSITIVE_INFINITY } }),
    ).not.toThrow()
  })
})

describe('a definition is rejected', () => {
  test.each<[string, unknown, string]>([
    [
      'with a mistyped hook',
      { updte() {} },
      '"updte" is not part of a definition; did you mean "update"?',
    ],
    [
      'with an unknown key',
      { zebra: 1 },
      'It may have setup, start, stop, update, each, migrate, requires,',
    ],
    [
      'with a hook that is no function',
      { update: 5 },
      '"update" is a hook and must be a function, not number.',
    ],
    ['with update and each', { update() {}, each() {} }, 'declare one of the two.'],
    [
      'with a value for a field',
      { state: { speed: 40 } },
      'state field "speed" is 40, not a field.',
    ],
    [
      'with a component that is not there',
      { requires: [undefined] },
      'an entry that is not a component',
    ],
    [
      'with an order that is no number',
      { order: Number.NaN },
      '"order" must be a finite number, not NaN.',
    ],
    [
      'that is none',
      undefined,
      'defineBehaviour takes an object with hooks such as update, not undefined.',
    ],
  ])('%s', (_, definition, message) => {
    expect(() => Reflect.apply(defineBehaviour, undefined, [definition])).toThrow(message)
  })

  test('by what only looks like one', () => {
    expect(isDefinition(defineBehaviour({}))).toBe(true)
    expect(isDefinition(defineSystem({}))).toBe(true)
    expect(isDefinition({ kind: 'behaviour' })).toBe(false)
    expect(isDefinition(null)).toBe(false)
  })
})

describe('a field is rejected', () => {
  test('whose initial value it cannot hold', () => {
    expect(() => u8(256)).toThrow('u8(256): the initial value does not fit a u8 column.')
    expect(() => i8(0.5)).toThrow('i8(0.5)')
    expect(() => u8(Number.NaN)).toThrow('u8(NaN)')
    expect(() => f64(Number.NaN)).not.toThrow()
    // @ts-expect-error: no number.
    expect(() => f64('1')).toThrow('f64(1)')
  })

  test('whose initial value would be shared', () => {
    // @ts-expect-error: no function.
    expect(() => ref([])).toThrow(
      'ref() takes a function that returns the initial value, as in ref(() => []), not object.',
    )
  })
})
