// Faults: whatever a script may throw.

import type { Random } from './random.ts'

const THROWN: readonly (() => unknown)[] = [
  () => new Error('a fault'),
  () => new RangeError('a fault that ends in a full stop.'),
  () => undefined,
  () => null,
  () => 'a string',
  () => 42n,
  () => Symbol('a symbol'),
  () => Object.create(null),
  () => () => {},
  () => Object.freeze({ message: 'no error' }),
  () => new Proxy({}, { get: throwAgain, getPrototypeOf: throwAgain }),
]

/** Throws something. */
export function throwAnything(random: Random): never {
  throw random.pick(THROWN)()
}

function throwAgain(): never {
  throw new Error('cannot even be looked at')
}
