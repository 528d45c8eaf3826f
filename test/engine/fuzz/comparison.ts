// Comparison: finds where an entity's state differs from the oracle's.

import type { ColumnArray, Entity, Schema } from 'tickswap'
import type { Member, ScriptOracle } from './script-oracle.ts'
import { FRESH, Token } from './values.ts'

const owners = new WeakMap<Token, Entity>()

/** The first field of a member whose column holds something else than expected, in words. */
export function difference(
  { state }: Member,
  schema: Schema,
  columns: Readonly<Record<string, ColumnArray | undefined>>,
  entity: Entity,
): string | undefined {
  for (const name of Object.keys(schema)) {
    const found = differentValue(state, name, columns[name]?.[entity], entity)
    if (found) return found
  }
  return Object.keys(columns).length === Object.keys(schema).length
    ? undefined
    : 'there are other columns'
}

/** The same for values read one by one. */
export function differentValue(
  state: Map<string, unknown>,
  name: string,
  value: unknown,
  entity: Entity,
): string | undefined {
  const expected = state.get(name)
  if (Object.is(expected, value)) return undefined
  const isFresh = value instanceof Token && (owners.get(value) ?? entity) === entity
  if (expected !== FRESH || !isFresh)
    return `"${name}" is ${String(value)}, not ${String(expected)}`
  owners.set(value, entity)
  state.set(name, value)
  return undefined
}

/** Follows a member that was seen on another version. Returns what is wrong with that, in words. */
export function learn(oracle: ScriptOracle, member: Member, version: number): string | undefined {
  const route = oracle.route(member, version)
  if (!route)
    return `went from ${member.version} to ${version}; current ${oracle.current}, good ${oracle.good}`
  for (const next of route) {
    if (member.version === 0) return `came to ${next} without a start`
    if (oracle.migrates(member.version, next)) return `came to ${next} without a migrate`
    oracle.swap(member, next)
  }
  return undefined
}
