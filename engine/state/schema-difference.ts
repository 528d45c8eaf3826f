// schemaDifference: what happens to each field of the state between two schemas, and why.

import type { Field, NumericType, Schema } from '../define/field.ts'

/** What happens to one field at a swap, with the reason in a sentence. */
export interface FieldChange {
  readonly field: string
  readonly change: 'kept' | 'added' | 'converted' | 'reset' | 'dropped'
  readonly reason: string
}

/** What happens to every field when an entity moves from one schema to the other. */
export function schemaDifference(from: Schema, to: Schema): readonly FieldChange[] {
  const changes = Object.entries(to).map(([name, field]) => compare(name, from[name], field))
  for (const name of Object.keys(from)) {
    if (name in to) continue
    changes.push({
      field: name,
      change: 'dropped',
      reason: `"${name}" is not part of the new state`,
    })
  }
  return changes
}

/** Whether the schemas differ in any field, so that `migrate` has something to do. */
export function isLayoutChanged(changes: readonly FieldChange[]): boolean {
  return changes.some(({ change }) => change !== 'kept')
}

function compare(name: string, from: Field | undefined, to: Field): FieldChange {
  if (!from)
    return { field: name, change: 'added', reason: `"${name}" is new and starts with its default` }
  if (from.type === to.type)
    return { field: name, change: 'kept', reason: `"${name}" is ${to.type} in both` }
  if (to.type === 'ref') {
    const reason = `"${name}" was ${from.type} and is now ref: numbers are not converted, so it is reset`
    return { field: name, change: 'reset', reason }
  }
  const how =
    from.type === 'ref'
      ? 'numbers are kept, other values are reset'
      : conversion(from.type, to.type)
  const reason = `"${name}" was ${from.type} and is now ${to.type}: ${how}`
  return { field: name, change: 'converted', reason }
}

function conversion(from: NumericType, to: NumericType): string {
  if (to === 'f64') return 'every value is kept'
  if (to === 'f32') return 'values are rounded to single precision'
  const truncated = from === 'f32' || from === 'f64' ? 'fractions are cut, ' : ''
  return `${truncated}values outside its range are clamped`
}
