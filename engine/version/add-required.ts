// addRequired: gives an entity the components that its behaviour asks for.

import { addComponent, entityExists, hasComponent, type World } from 'bitecs'
import type { Entity } from '../base/entity.ts'

/** Gives an entity the components that it does not have yet, if a script has not removed it meanwhile. */
export function addRequired(world: World, entity: Entity, components: readonly object[]): void {
  if (!entityExists(world, entity)) return
  for (const component of components) {
    if (!hasComponent(world, entity, component)) addComponent(world, entity, component)
  }
}
