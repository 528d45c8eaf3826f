// shadow: where a rollout keeps the state that entities had before their swap.

import { type Column, createColumn } from '../state/column.ts'
import { Version } from './version.ts'

/**
 * The same version over columns of its own. Entities that come back from a withdrawn version run on it until they
 * are restored. Takes what it can out of `spares`.
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

/** Takes a column of the same type out of `spares`. What is in it is left over from another use. */
function takeSpare(spares: Column[], like: Column): Column | undefined {
  const index = spares.findIndex(({ field }) => field.type === like.field.type)
  return index >= 0 ? spares.splice(index, 1)[0] : undefined
}
