// Values: what columns hold and how values change type, said as plainly as possible, one value at a
// time.

import {
  entity,
  type Field,
  f32,
  f64,
  i8,
  i16,
  i32,
  type NumericArray,
  type NumericType,
  ref,
  type Schema,
  u8,
  u16,
  u32,
} from 'tickswap'
import type { Random } from './random.ts'

/** What a `ref` field starts with: an object that no other entity has. */
export class Token {
  readonly kind = 'token'
}

/** Stands for a token that the oracle has not seen yet. */
export const FRESH = Symbol('a fresh token')

/** One entity's state by field name. */
export type Values = ReadonlyMap<string, unknown>

const NAMES = ['a', 'b', 'c', 'd'] as const

const CELLS: Readonly<Record<NumericType, NumericArray>> = {
  f32: new Float32Array(1),
  f64: new Float64Array(1),
  i8: new Int8Array(1),
  i16: new Int16Array(1),
  i32: new Int32Array(1),
  u8: new Uint8Array(1),
  u16: new Uint16Array(1),
  u32: new Uint32Array(1),
  entity: new Uint32Array(1),
}

const LIMITS: Readonly<Partial<Record<NumericType, readonly [number, number]>>> = {
  i8: [-128, 127],
  i16: [-32_768, 32_767],
  i32: [-2_147_483_648, 2_147_483_647],
  u8: [0, 255],
  u16: [0, 65_535],
  u32: [0, 4_294_967_295],
  entity: [0, 4_294_967_295],
}

/** What a column of this type returns for a number put into it. */
export function stored(type: NumericType, value: number): number {
  const cell = CELLS[type]
  cell[0] = value
  return cell[0]
}

/** What every field of a new entity holds. */
export function initialValues(schema: Schema): Map<string, unknown> {
  return new Map(Object.entries(schema).map(([name, field]) => [name, initialValue(field)]))
}

/** What the values of one schema become in another. */
export function migratedValues(values: Values, from: Schema, to: Schema): Map<string, unknown> {
  return new Map(
    Object.entries(to).map(([name, field]) => [
      name,
      migratedValue(values.get(name), from[name], field),
    ]),
  )
}

/** Whether two schemas differ in the names or the types of their fields. */
export function isDifferent(from: Schema, to: Schema): boolean {
  const describe = (schema: Schema) =>
    Object.entries(schema)
      .map(([name, { type }]) => `${name}:${type}`)
      .sort()
      .join()
  return describe(from) !== describe(to)
}

/** Some fields; each edit of them adds, drops or retypes a few. */
export function randomSchema(random: Random, before: Schema): Schema {
  if (random.chance(0.3)) return before
  const schema: Record<string, Field> = {}
  for (const name of NAMES) {
    const kept = before[name]
    if (kept && random.chance(0.6)) schema[name] = kept
    else if (random.chance(0.5)) schema[name] = randomField(random)
  }
  return schema
}

/** Numbers of all sizes, also those that fit no integer column. */
export function randomNumber(random: Random): number {
  if (random.chance(0.05)) return random.pick([Number.NaN, Number.POSITIVE_INFINITY, -1e30])
  return (random.next() - 0.5) * 10 ** random.below(11)
}

function randomField(random: Random): Field {
  const float = random.pick([f32, f64])
  const integer = random.pick([i8, i16, i32, u8, u16, u32])
  const next = random.next()
  if (next < 0.35) return float(random.next() * 1000 - 500)
  if (next < 0.75) return integer(random.below(100))
  return next < 0.8 ? entity() : ref(() => new Token())
}

function initialValue(field: Field): unknown {
  return field.type === 'ref' ? FRESH : stored(field.type, field.initial)
}

function migratedValue(value: unknown, from: Field | undefined, to: Field): unknown {
  if (!from) return initialValue(to)
  if (from.type === to.type) return value
  if (to.type === 'ref') return FRESH
  if (typeof value !== 'number') return stored(to.type, to.initial)
  const limits = LIMITS[to.type]
  if (!limits) return stored(to.type, value)
  if (Number.isNaN(value)) return stored(to.type, to.initial)
  const [lowest, highest] = limits
  return stored(to.type, Math.max(lowest, Math.min(highest, Math.trunc(value))))
}
