// converter: converts numbers between numeric columns of different types.

import type { NumericType } from '../define/field.ts'

type Range = readonly [lowest: number, highest: number]

const RANGES: Readonly<Record<Exclude<NumericType, 'f32' | 'f64'>, Range>> = {
  i8: [-0x80, 0x7f],
  i16: [-0x8000, 0x7fff],
  i32: [-0x8000_0000, 0x7fff_ffff],
  u8: [0, 0xff],
  u16: [0, 0xffff],
  u32: [0, 0xffff_ffff],
  entity: [0, 0xffff_ffff],
}

/**
 * A function that converts values to a numeric type: floats stay as they are, integers are
 * truncated and clamped to the type's range. A typed array alone would wrap 300 to 44 in a `u8`.
 * Values that are not numbers become `initial`.
 */
export function converter(type: NumericType, initial: number): (value: unknown) => number {
  if (type === 'f32' || type === 'f64')
    return (value) => (typeof value === 'number' ? value : initial)
  const [lowest, highest] = RANGES[type]
  return (value) => {
    if (typeof value !== 'number' || Number.isNaN(value)) return initial
    return Math.min(highest, Math.max(lowest, Math.trunc(value)))
  }
}
