// addRequired: adds the components that a behaviour requires.

import { addComponent, entityExists, hasComponent, type World } from 'bitecs'
import type { Entity } from '../base/entity.ts'

/** Adds the components that an entity lacks. Does nothing if a script has removed the entity. */
export function addRequired(world: World, entity: Entity, components: readonly object[]): void {
  if (!entityExists(world, entity)) return
  for (const component of components) {
    if (!hasComponent(world, entity, component)) addComponent(world, entity, component)
  }
}
