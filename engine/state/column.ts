// Column: the array that holds one field of one or more versions, indexed by entity.

import type { Entity } from '../base/entity.ts'
import { type Field, type NumericArray, type NumericField, ref } from '../define/field.ts'

/** An array, indexed by entity. Versions with an equal field (name and type) share a column. */
export type Column = NumericColumn | RefColumn

/** An empty column. */
export function createColumn(field: Field): Column {
  return field.type === 'ref' ? new RefColumn() : new NumericColumn(field)
}

/** A numeric column: a typed array. */
export class NumericColumn {
  readonly kind = 'numeric'
  readonly field: NumericField
  data: NumericArray

  constructor(field: NumericField) {
    this.field = field
    this.data = field.allocate(0)
  }

  /** Sets one entity's value, if it is a number. */
  set(entity: Entity, value: unknown): void {
    if (typeof value === 'number') this.data[entity] = value
  }

  /** Makes room for `capacity` entities. The array is replaced. */
  grow(capacity: number): void {
    if (capacity <= this.data.length) return
    const grown = this.field.allocate(capacity)
    grown.set(this.data)
    this.data = grown
  }
}

/** Stands for any `ref` field: columns outlive versions, whose fields hold script functions. */
const ANY_REF = ref((): unknown => undefined)

/** A column of any values: an array. */
export class RefColumn {
  readonly kind = 'ref'
  readonly field = ANY_REF
  data = ANY_REF.allocate(0)

  /** Sets one entity's value. */
  set(entity: Entity, value: unknown): void {
    this.data[entity] = value
  }

  /**
   * Makes room for `capacity` entities. The array is replaced: growing it in place would make V8
   * use a slow map.
   */
  grow(capacity: number): void {
    if (capacity <= this.data.length) return
    const grown = this.field.allocate(capacity)
    for (const [entity, value] of this.data.entries()) grown[entity] = value
    this.data = grown
  }
}
