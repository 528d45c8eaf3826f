// Placeholders: what takes the place of a removed script, so that its entities keep their state and
// wait.

import {
  type Behaviours,
  type Definition,
  defineBehaviour,
  defineSystem,
  isDefinition,
} from 'tickswap'
import { type Edit, removedIn } from '../state/edit.ts'
import type { LiveModules } from '../state/live-modules.ts'
import { exportOf } from '../state/namespace.ts'

/**
 * A definition with the same state and no hooks. To suspend a script is a version like any other:
 * what the one before took is released with it, entities follow within the budget, and all columns
 * are shared, there and back.
 */
function placeholderOf(definition: Definition): Definition {
  const { order } = definition
  if (definition.kind === 'system') return defineSystem({ order })
  return defineBehaviour({ order, requires: definition.requires, state: definition.state })
}

/** By id, for those scripts that the edit removes and that run something now. */
export function placeholders(
  behaviours: Behaviours,
  live: LiveModules,
  edit: Edit,
): ReadonlyMap<string, Definition> {
  const definitions = new Map<string, Definition>()
  for (const id of removedIn(edit)) {
    const namespace = live.namespace(id)
    const definition = namespace && exportOf(namespace, 'default')
    if (isDefinition(definition) && behaviours.has(id))
      definitions.set(id, placeholderOf(definition))
  }
  return definitions
}
