// Definition: what a script's default export may be, a behaviour or a system.

import { TickswapError } from '../base/tickswap-error.ts'
import type { Behaviour, BehaviourDefinition } from './behaviour.ts'
import type { Schema } from './field.ts'
import type { System } from './system.ts'

/** What a script exports by default: a behaviour, or a system without entities. */
export type Definition = Behaviour | System

/** What the engine runs: either kind of definition, with the hooks that it may have. */
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

/** A script cannot turn from a behaviour into a system, or back: entities have its component, or nothing has. */
export function checkKind(
  { id, kind }: { readonly id: string; readonly kind: Definition['kind'] },
  definition: Runnable,
): void {
  if (definition.kind === kind) return
  throw new TickswapError(
    `"${id}" is registered as a ${kind}; a ${definition.kind} cannot take its place. Register it under another id.`,
  )
}
