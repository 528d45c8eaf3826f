// Step: what a swap does to one column, for a range of entities at a time.

import type { Entity } from '../base/entity.ts'
import type { Field } from '../define/field.ts'
import type { Column, NumericColumn, RefColumn } from './column.ts'
import { converter } from './converter.ts'

/** Works on `entities[start]` up to, but not including, `entities[end]`. */
export type Step = (entities: readonly Entity[], start: number, end: number) => void

/** Gives entities the initial value of a field. `ref` fields make one value per entity. */
export function fill(column: Column, field: Field): Step {
  if (column.kind === 'numeric')
    return fillNumbers(column, field.type === 'ref' ? 0 : field.initial)
  return fillRefs(column, field.type === 'ref' ? field.initial : () => field.initial)
}

/** Converts entities' values to a column of a different type; what cannot be converted is reset. */
export function convert(from: Column, to: Column, field: Field): Step {
  if (to.kind === 'ref' || field.type === 'ref') return fill(to, field)
  const bring = converter(field.type, field.initial)
  return (entities, start, end) => {
    const source = from.data
    const target = to.data
    for (let i = start; i < end; i++) {
      const entity = entities[i]
      target[entity] = bring(source[entity])
    }
  }
}

/** Copies entities' values between two columns of one type. */
export function copy(from: Column, to: Column): Step {
  if (from.kind === 'numeric' && to.kind === 'numeric') return copyNumbers(from, to)
  if (from.kind === 'ref' && to.kind === 'ref') return copyRefs(from, to)
  return convert(from, to, to.field)
}

/** Drops entities' values, so that they can be collected. Not needed for numbers. */
export function clear(column: Column): Step | undefined {
  return column.kind === 'ref' ? fillRefs(column, () => undefined) : undefined
}

// The loops below come in pairs, so that each sees one kind of array and stays monomorphic.

function fillNumbers(column: NumericColumn, initial: number): Step {
  return (entities, start, end) => {
    const target = column.data
    for (let i = start; i < end; i++) target[entities[i]] = initial
  }
}

function fillRefs(column: RefColumn, initial: () => unknown): Step {
  return (entities, start, end) => {
    const target = column.data
    for (let i = start; i < end; i++) target[entities[i]] = initial()
  }
}

function copyNumbers(from: NumericColumn, to: NumericColumn): Step {
  return (entities, start, end) => {
    const source = from.data
    const target = to.data
    for (let i = start; i < end; i++) {
      const entity = entities[i]
      target[entity] = source[entity]
    }
  }
}

function copyRefs(from: RefColumn, to: RefColumn): Step {
  return (entities, start, end) => {
    const source = from.data
    const target = to.data
    for (let i = start; i < end; i++) {
      const entity = entities[i]
      target[entity] = source[entity]
    }
  }
}
