// Version: one immutable definition of a behaviour, with its number, its columns and what its hooks are given.

import type { World } from 'bitecs'
import type { Entity, EntityList } from '../base/entity.ts'
import type { Runnable } from '../define/definition.ts'
import type { ColumnArray } from '../define/field.ts'
import type { Layout } from '../state/layout.ts'
import { clear, fill, type Step } from '../state/step.ts'
import type { Lifetime } from './lifetime.ts'

let lastNumber = 0

/** The next version number: one counter for all scripts and worlds, that only grows. */
export function nextVersionNumber(): number {
  lastNumber += 1
  return lastNumber
}

/** One immutable, evaluated definition of a behaviour, and the columns that its entities keep their state in. */
export class Version {
  readonly number: number
  readonly definition: Runnable
  readonly layout: Layout
  readonly context: HookContext
  /** A suspended version keeps its entities and their state, but does not run. */
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

  /** Makes room for entities below `capacity`. Columns may be shared: growing one twice does nothing. */
  grow(capacity: number): void {
    if (capacity <= this.#capacity) return
    this.#capacity = capacity
    for (const column of this.layout.values()) column.grow(capacity)
    this.refresh()
  }

  /** Points the hooks' `state` at the columns' present arrays. */
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

  /** Lets go of what an entity's fields refer to. */
  forget(entity: Entity): void {
    this.#clears ??= Array.from(this.layout.values()).flatMap((column) => clear(column) ?? [])
    for (const step of this.#clears) step([entity], 0, 1)
  }

  /** Gives back what the version owns. */
  release(): void {
    this.context.own.end()
  }
}

const NO_ENTITIES: EntityList = []

/** What hooks are given: one object a version, refilled before each call, so that a call allocates nothing. */
class HookContext {
  readonly world: World
  readonly version: number
  readonly own: Lifetime
  readonly state: Record<string, ColumnArray> = {}
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
