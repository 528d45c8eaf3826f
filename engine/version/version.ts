// Version: one immutable definition of a script, with its number, columns and hook context.

import type { World } from 'bitecs'
import type { Entity, EntityList } from '../base/entity.ts'
import { record } from '../base/record.ts'
import type { Runnable } from '../define/definition.ts'
import type { ColumnArray } from '../define/field.ts'
import type { Layout } from '../state/layout.ts'
import { clear, fill, type Step } from '../state/step.ts'
import type { Lifetime } from './lifetime.ts'

let lastNumber = 0

/** The next version number, from one counter for all scripts and worlds. */
export function nextVersionNumber(): number {
  lastNumber += 1
  return lastNumber
}

/** One immutable, evaluated definition of a script, and the columns of its entities' state. */
export class Version {
  readonly number: number
  readonly definition: Runnable
  readonly layout: Layout
  readonly context: HookContext
  /** A suspended version keeps its entities and their state, and does not run. */
  suspended = false
  #capacity = 0
  #fills: readonly Step[] | undefined
  #clears: readonly Step[] | undefined

  constructor(
    world: World,
    number: number,
    definition: Runnable,
    layout: Layout,
    lifetime: Lifetime,
  ) {
    this.number = number
    this.definition = definition
    this.layout = layout
    this.context = new HookContext(world, number, lifetime)
    this.refresh()
  }

  /** Makes room for entities below `capacity`. Growing a shared column again does nothing. */
  grow(capacity: number): void {
    if (capacity <= this.#capacity) return
    this.#capacity = capacity
    for (const column of this.layout.values()) column.grow(capacity)
    this.refresh()
  }

  /** Points the hooks' `state` to the columns' current arrays. */
  refresh(): void {
    for (const [name, column] of this.layout) this.context.state[name] = column.data
  }

  /** Gives an entity the initial value of every field. */
  initialise(entity: Entity): void {
    this.#fills ??= Array.from(this.layout, ([name, column]) =>
      fill(column, this.definition.state[name] ?? column.field),
    )
    for (const step of this.#fills) step([entity], 0, 1)
  }

  /** Drops the values that an entity's fields refer to, so that they can be collected. */
  forget(entity: Entity): void {
    this.#clears ??= Array.from(this.layout.values()).flatMap((column) => clear(column) ?? [])
    for (const step of this.#clears) step([entity], 0, 1)
  }

  /** Disposes what the version owns. */
  release(): void {
    this.context.own.dispose()
  }
}

const NO_ENTITIES: EntityList = []

/** What hooks are given: one object per version, reused so that calls allocate nothing. */
class HookContext {
  readonly world: World
  readonly version: number
  readonly own: Lifetime
  readonly state: Record<string, ColumnArray> = record()
  entities: EntityList = NO_ENTITIES
  entity: Entity = 0
  delta = 0
  elapsed = 0
  from = 0
  previous: Readonly<Record<string, ColumnArray>> = {}

  constructor(world: World, version: number, lifetime: Lifetime) {
    this.world = world
    this.version = version
    this.own = lifetime
  }

  get signal(): AbortSignal {
    return this.own.signal
  }
}
