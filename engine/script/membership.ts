// Membership: which entities have a behaviour, and the component by which bitECS knows about it.

import { hasComponent, observe, onAdd, onGet, onRemove, onSet, registerComponent } from 'bitecs'
import type { Entity } from '../base/entity.ts'
import { nearest } from '../base/nearest.ts'
import { TickswapError } from '../base/tickswap-error.ts'
import type { ColumnArray, FieldTypes } from '../define/field.ts'
import type { Thrown } from '../fault/fault.ts'
import type { Layout } from '../state/layout.ts'
import { addRequired } from '../version/add-required.ts'
import { callFor, callState } from '../version/script-call.ts'
import type { Version } from '../version/version.ts'
import type { Engine } from '../world/engine.ts'
import type { Roster } from './roster.ts'
import type { ScriptedComponent } from './scripted-component.ts'

/** Takes entities into a roster and out of it, as bitECS reports them; while scripts run, it waits. */
export class Membership {
  readonly component: LiveComponent
  readonly #engine: Engine
  readonly #roster: Roster
  readonly #onThrown: (version: Version, thrown: Thrown) => void
  #unsubscribe: readonly (() => void)[] = []
  #capacity: number

  constructor(
    engine: Engine,
    id: string,
    roster: Roster,
    onThrown: (version: Version, thrown: Thrown) => void,
  ) {
    this.#engine = engine
    this.#roster = roster
    this.#onThrown = onThrown
    this.#capacity = engine.capacity
    this.component = new LiveComponent(id, roster, engine.capacity)
  }

  /** Entities that the columns have room for. */
  get capacity(): number {
    return this.#capacity
  }

  /**
   * The component, known to the world from when it is first asked for: until then nobody can add it. bitECS never forgets
   * one, so that a script that is refused must not have one yet.
   */
  open(): ScriptedComponent {
    if (this.#unsubscribe.length > 0) return this.component
    registerComponent(this.#engine.world, this.component)
    this.#unsubscribe = this.#observe()
    return this.component
  }

  /** Lets a member begin on a version, with the state that an entity starts with. */
  begin(entity: Entity, version: Version): void {
    version.grow(this.#capacity)
    this.component.version[entity] = version.number
    addRequired(this.#engine.world, entity, version.definition.requires)
    const thrown = callState(() => version.initialise(entity), entity)
    if (thrown) this.#onThrown(version, thrown)
    this.#call(version, 'start', entity)
  }

  /** Stops every entity and no longer listens to the world, which keeps the component, and nothing else of it. */
  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
    for (const entity of this.#roster.entities.slice()) this.#leave(entity)
    this.component.close()
  }

  #observe(): readonly (() => void)[] {
    const { world, deferral } = this.#engine
    const { component } = this
    return [
      observe(world, onAdd(component), (entity: Entity) => {
        addRequired(world, entity, this.#roster.joining.definition.requires)
        deferral.run(() => this.#join(entity))
      }),
      observe(world, onRemove(component), (entity: Entity) =>
        deferral.run(() => this.#leave(entity)),
      ),
      observe(world, onSet(component), (entity: Entity, values: unknown) => {
        const { current, firstFields } = this.#roster
        const { layout } = current
        const checked = checkValues(component.id, values, firstFields, layout)
        deferral.run(() => this.#assign(entity, checked, layout))
      }),
      observe(world, onGet(component), (entity: Entity) => this.#read(entity)),
    ]
  }

  #join(entity: Entity): void {
    const isGone = !hasComponent(this.#engine.world, entity, this.component)
    if (isGone || this.#roster.has(entity)) return
    this.#reserve(entity)
    this.#roster.add(entity)
    this.begin(entity, this.#roster.joining)
  }

  #leave(entity: Entity): void {
    if (!this.#roster.has(entity)) return
    const version = this.#roster.versionOf(entity)
    this.#call(version, 'stop', entity)
    this.#roster.remove(entity)
    this.component.version[entity] = 0
  }

  #call(version: Version, hook: 'start' | 'stop', entity: Entity): void {
    const thrown = callFor(version, hook, entity)
    if (thrown) this.#onThrown(version, thrown)
  }

  /** The entity may run another version than the one that the values were `meant` for: it takes those that fit. */
  #assign(entity: Entity, values: ReadonlyMap<string, unknown>, meant: Layout): void {
    if (!this.#roster.has(entity)) return
    const { layout } = this.#roster.versionOf(entity)
    for (const [name, value] of values) {
      const column = layout.get(name)
      if (column?.kind === meant.get(name)?.kind) column?.set(entity, value)
    }
  }

  #read(entity: Entity): object {
    if (!this.#roster.has(entity)) return {}
    const { layout, number } = this.#roster.versionOf(entity)
    const fields = Array.from(layout, ([name, column]) => [name, column.data[entity]])
    return { version: number, ...Object.fromEntries(fields) }
  }

  #reserve(entity: Entity): void {
    if (entity < this.#capacity) return
    this.#capacity = Math.max(entity + 1, this.#capacity * 2)
    this.#roster.grow(this.#capacity)
    this.component.grow(this.#capacity)
  }
}

/** The component as bitECS and users see it. */
class LiveComponent implements ScriptedComponent {
  readonly id: string
  version: Uint32Array
  /** Undefined once it is closed. */
  #roster: Roster | undefined

  constructor(id: string, roster: Roster, capacity: number) {
    this.id = id
    this.version = new Uint32Array(capacity)
    this.#roster = roster
  }

  get state(): Readonly<Record<string, ColumnArray>> {
    return this.#roster?.current.context.state ?? {}
  }

  grow(capacity: number): void {
    const grown = new Uint32Array(capacity)
    grown.set(this.version)
    this.version = grown
  }

  close(): void {
    this.version = new Uint32Array()
    this.#roster = undefined
  }
}

/**
 * Throws for values that fit neither the state that the game was built with nor the `layout` of now. What only an
 * edit has made unfit is left out in silence: an edit must not break the game's own code.
 */
function checkValues(
  id: string,
  values: unknown,
  built: FieldTypes | undefined,
  layout: Layout,
): ReadonlyMap<string, unknown> {
  if (typeof values !== 'object' || values === null) {
    throw new TickswapError(`set(${id}, …) takes an object of state fields, not ${String(values)}.`)
  }
  const checked = new Map(Object.entries(values))
  // bitECS hands an heir what `getComponent` says of the entity that it inherits from.
  if (!layout.has('version')) checked.delete('version')
  for (const [name, value] of built ? checked : []) {
    const field = built?.[name]
    const column = layout.get(name)
    if (!field && !column) throw unknownField(id, name, Object.keys(built ?? {}))
    const takesNumber = field && field.type !== 'ref' && column?.kind !== 'ref'
    if (!takesNumber || typeof value === 'number') continue
    throw new TickswapError(
      `Behaviour "${id}" has a ${field.type} field "${name}"; it takes a number, not ${typeof value}.`,
    )
  }
  return checked
}

function unknownField(id: string, name: string, known: readonly string[]): TickswapError {
  const near = nearest(name, known)
  return new TickswapError(
    `Behaviour "${id}" has no state field "${name}"${near ? `; did you mean "${near}"?` : '.'}`,
  )
}
