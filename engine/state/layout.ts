// Layout: the columns of one version. Versions share a column wherever their fields are equal.

import type { Schema } from '../define/field.ts'
import { type Column, createColumn } from './column.ts'

/** A version's columns by field name. */
export type Layout = ReadonlyMap<string, Column>

/**
 * The columns of a schema, sharing with `live` layouts wherever a field is equal. New ones stay
 * empty until they grow: publishing a version costs nothing per entity, not even zeroed memory.
 */
export function createLayout(schema: Schema, live: readonly Layout[]): Layout {
  const layout = new Map<string, Column>()
  for (const [name, field] of Object.entries(schema)) {
    const shared = live
      .map((other) => other.get(name))
      .find((column) => column?.field.type === field.type)
    layout.set(name, shared ?? createColumn(field))
  }
  return layout
}
