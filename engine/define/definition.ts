// Definition: what a script's default export may be, a behaviour or a system.

import { TickswapError } from '../base/tickswap-error.ts'
import type { Behaviour, BehaviourDefinition } from './behaviour.ts'
import type { Schema } from './field.ts'
import type { System } from './system.ts'

/** What a script exports by default: a behaviour, or a system without entities. */
export type Definition = Behaviour | System

/** What the engine runs: either kind of definition, with the hooks of both. */
export interface Runnable extends BehaviourDefinition {
  readonly kind: Definition['kind']
  readonly state: Schema
  readonly requires: readonly object[]
  readonly order: number
}

/** Whether `value` came out of `defineBehaviour` or `defineSystem`. */
export function isDefinition(value: unknown): value is Definition {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.isFrozen(value) &&
    'kind' in value &&
    (value.kind === 'behaviour' || value.kind === 'system')
  )
}

/** Throws a `TickswapError` unless a script's value is a definition. */
export function requireDefinition(id: string, definition: unknown): Definition {
  if (isDefinition(definition)) return definition
  throw new TickswapError(
    `"${id}" must be what defineBehaviour or defineSystem returns, not ${describe(definition)}.`,
  )
}

/** Behaviours cannot become systems, or the reverse: entities have the component of a behaviour. */
export function checkKind(
  { id, kind }: { readonly id: string; readonly kind: Definition['kind'] },
  definition: Runnable,
): void {
  if (definition.kind === kind) return
  throw new TickswapError(
    `"${id}" is registered as a ${kind} and cannot become a ${definition.kind}. ` +
      'Register that under another id.',
  )
}

function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'another object' : String(value)
}
