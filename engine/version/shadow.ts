// Shadow: where a rollout keeps the state that entities had before their swap.

import { type Column, createColumn } from '../state/column.ts'
import { Version } from './version.ts'

/**
 * The same version over separate columns, taken from `spares` where possible. Entities of a
 * withdrawn version run on it until their state is restored.
 */
export function shadowOf(version: Version, spares: Column[]): Version {
  const snapshots = new Map(
    Array.from(version.layout, ([name, column]) => [
      name,
      takeSpare(spares, column) ?? createColumn(column.field),
    ]),
  )
  const { world, own } = version.context
  const shadow = new Version(world, version.number, version.definition, snapshots, own)
  shadow.suspended = version.suspended
  return shadow
}

/** Takes a column of the same type out of `spares`. It still holds values of its last use. */
function takeSpare(spares: Column[], like: Column): Column | undefined {
  const index = spares.findIndex(({ field }) => field.type === like.field.type)
  return index >= 0 ? spares.splice(index, 1)[0] : undefined
}
