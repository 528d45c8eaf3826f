// Membership: which entities have a behaviour, and the component by which bitECS knows about it.

import { hasComponent, observe, onAdd, onGet, onRemove, onSet, registerComponent } from 'bitecs'
import type { Entity } from '../base/entity.ts'
import type { Thrown } from '../fault/fault.ts'
import type { Layout } from '../state/layout.ts'
import { addRequired } from '../version/add-required.ts'
import { callFor, callState } from '../version/script-call.ts'
import type { Version } from '../version/version.ts'
import type { Engine } from '../world/engine.ts'
import { componentValues } from './component-values.ts'
import { LiveComponent } from './live-component.ts'
import type { Roster } from './roster.ts'
import type { ScriptedComponent } from './scripted-component.ts'

/** Adds and removes a roster's entities as bitECS reports them; while scripts run, afterwards. */
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
   * The component, registered with the world on first use. bitECS never forgets a component, so a
   * script that is refused must not have registered one.
   */
  open(): ScriptedComponent {
    if (this.#unsubscribe.length > 0) return this.component
    registerComponent(this.#engine.world, this.component)
    this.#unsubscribe = this.#observe()
    return this.component
  }

  /** Starts a member on a version, with initial state. */
  begin(entity: Entity, version: Version): void {
    version.grow(this.#capacity)
    this.component.version[entity] = version.number
    addRequired(this.#engine.world, entity, version.definition.requires)
    const thrown = callState(() => version.initialise(entity), entity)
    if (thrown) this.#onThrown(version, thrown)
    this.#call(version, 'start', entity)
  }

  /** Stops every entity and unsubscribes from the world, which keeps only the component. */
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
        const checked = componentValues(component.id, values, firstFields, layout)
        deferral.run(() => this.#assign(entity, checked, layout))
      }),
      observe(world, onGet(component), (entity: Entity) => this.#read(entity)),
    ]
  }

  #join(entity: Entity): void {
    const isRemoved = !hasComponent(this.#engine.world, entity, this.component)
    if (isRemoved || this.#roster.has(entity)) return
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

  /** The entity may run another version than the values were checked for: sets those that fit. */
  #assign(entity: Entity, values: ReadonlyMap<string, unknown>, checkedFor: Layout): void {
    if (!this.#roster.has(entity)) return
    const { layout } = this.#roster.versionOf(entity)
    for (const [name, value] of values) {
      const column = layout.get(name)
      if (column?.kind === checkedFor.get(name)?.kind) column?.set(entity, value)
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
