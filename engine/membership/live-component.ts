// LiveComponent: a behaviour's component as bitECS and users see it.

import type { ColumnArray } from '../define/field.ts'
import type { Roster } from './roster.ts'
import type { ScriptedComponent } from './scripted-component.ts'

/** Reads the state of whichever version is current. */
export class LiveComponent implements ScriptedComponent {
  readonly id: string
  version: Uint32Array
  /** Undefined once it is closed, since bitECS never forgets a component. */
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
