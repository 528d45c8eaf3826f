// Field: what one column of a behaviour's state holds, and what a new entity starts with.

import { TickswapError } from '../base/tickswap-error.ts'

/** The storage types of numeric columns. `entity` is a `u32` that names an entity, 0 for none. */
export type NumericType = 'f32' | 'f64' | 'i8' | 'i16' | 'i32' | 'u8' | 'u16' | 'u32' | 'entity'

/** The array behind a numeric column, indexed by entity. */
export type NumericArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array

/** The array behind any column, indexed by entity. */
export type ColumnArray = NumericArray | unknown[]

/** A numeric column: a typed array, one number per entity. Made by `f32`, `i16` and so on. */
export interface NumericField<A extends NumericArray = NumericArray> {
  readonly type: NumericType
  /** The value that an entity starts with. */
  readonly initial: number
  /** A zeroed array for `capacity` entities. */
  readonly allocate: (capacity: number) => A
}

/** A column of any JavaScript value, one per entity. Made by `ref`. */
export interface RefField<T = unknown> {
  readonly type: 'ref'
  /** Makes the value that an entity starts with; called once per entity. */
  readonly initial: () => T
  readonly allocate: (capacity: number) => T[]
}

export type Field = NumericField | RefField

/** A behaviour's state: field name to field. */
export type Schema = Readonly<Record<string, Field>>

/** What is kept of a schema after its version is released: fields may hold script functions. */
export type FieldTypes = Readonly<Record<string, Pick<Field, 'type'>>>

/** The columns of a schema, as scripts see them: `state.speed[entity]`. */
export type State<S extends Schema> = {
  readonly [Name in keyof S]: ReturnType<S[Name]['allocate']>
}

/** A 32-bit float column. The default choice for positions, speeds and times. */
export const f32 = (initial = 0): NumericField<Float32Array> =>
  numeric('f32', initial, (capacity) => new Float32Array(capacity))

/** A 64-bit float column. For values that outgrow `f32`: long clocks, money, sums. */
export const f64 = (initial = 0): NumericField<Float64Array> =>
  numeric('f64', initial, (capacity) => new Float64Array(capacity))

/** A signed 8-bit column, −128 to 127. */
export const i8 = (initial = 0): NumericField<Int8Array> =>
  numeric('i8', initial, (capacity) => new Int8Array(capacity))

/** A signed 16-bit column, −32,768 to 32,767. */
export const i16 = (initial = 0): NumericField<Int16Array> =>
  numeric('i16', initial, (capacity) => new Int16Array(capacity))

/** A signed 32-bit column. */
export const i32 = (initial = 0): NumericField<Int32Array> =>
  numeric('i32', initial, (capacity) => new Int32Array(capacity))

/** An unsigned 8-bit column, 0 to 255. For flags and small states. */
export const u8 = (initial = 0): NumericField<Uint8Array> =>
  numeric('u8', initial, (capacity) => new Uint8Array(capacity))

/** An unsigned 16-bit column, 0 to 65,535. */
export const u16 = (initial = 0): NumericField<Uint16Array> =>
  numeric('u16', initial, (capacity) => new Uint16Array(capacity))

/** An unsigned 32-bit column. */
export const u32 = (initial = 0): NumericField<Uint32Array> =>
  numeric('u32', initial, (capacity) => new Uint32Array(capacity))

/** A column that names another entity; 0, which bitECS never hands out, means none. */
export const entity = (): NumericField<Uint32Array> =>
  numeric('entity', 0, (capacity) => new Uint32Array(capacity))

/**
 * A column of any value: objects, strings, maps. `initial` is called for every entity, so that no
 * two share an object. Prefer numeric columns where a number will do: they are faster, and convert
 * between versions.
 *
 * @example `state: { path: ref(() => [] as number[]) }`
 */
export function ref<T>(initial: () => T): RefField<T> {
  if (typeof initial !== 'function') {
    throw new TickswapError(
      `ref() takes a function that returns the initial value, as in ref(() => []), ` +
        `not ${typeof initial}.`,
    )
  }
  return Object.freeze({
    type: 'ref',
    initial,
    allocate: (capacity: number) => new Array<T>(capacity),
  })
}

/** Whether `value` was made by a field function of this module, or of another copy of it. */
export function isField(value: unknown): value is Field {
  if (typeof value !== 'object' || value === null) return false
  return (
    'type' in value &&
    'initial' in value &&
    'allocate' in value &&
    typeof value.allocate === 'function'
  )
}

function numeric<A extends NumericArray>(
  type: NumericType,
  initial: number,
  allocate: (capacity: number) => A,
): NumericField<A> {
  const [stored] = allocate(1).fill(initial)
  const isSame = stored === initial || (Number.isNaN(stored) && Number.isNaN(initial))
  if (typeof initial !== 'number' || (type !== 'f32' && !isSame)) {
    throw new TickswapError(
      `${type}(${String(initial)}): the initial value does not fit a ${type} column.`,
    )
  }
  return Object.freeze({ type, initial, allocate })
}
