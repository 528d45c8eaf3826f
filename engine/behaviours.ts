// Behaviours: the scripts of one world, as a game uses them. `create-behaviours.ts` makes them.

import type { World } from 'bitecs'
import type { Behaviour, Seconds } from './behaviour.ts'
import type { Budget } from './budget.ts'
import type { Milliseconds } from './clock.ts'
import type { Definition } from './definition.ts'
import type { BehaviourEvents, EventName } from './events.ts'
import type { FaultLimit } from './fault.ts'
import type { Schema } from './field.ts'
import type { ScriptReport } from './report.ts'
import type { RolloutOptions } from './rollout.ts'
import type { ScriptedComponent } from './scripted-component.ts'
import type { System } from './system.ts'

/** How to set up the behaviours of a world. */
export interface BehavioursOptions {
  /** What one frame may spend on hot-reload work. Default 0.5 ms. */
  readonly budget?: Budget
  /** Entities that columns hold before they first grow; they double when needed. Default 1,024. */
  readonly capacity?: number
  /** The budget's clock, in milliseconds. Default `performance.now`. */
  readonly now?: () => Milliseconds
  /**
   * How new versions prove themselves. Default `{ canary: 8, probation: 60 }`. `'none'` trusts every version at
   * once: no snapshots are taken, and a fault cannot be taken back.
   */
  readonly rollout?: Partial<RolloutOptions> | 'none'
  /** How many faults of a committed version are borne. Default 5 within 5,000 ms of game time. */
  readonly faults?: Partial<FaultLimit>
}

/** What `publish` made live. */
export interface Generation {
  readonly number: number
  /** Version numbers by script id. */
  readonly versions: Readonly<Record<string, number>>
}

/** A generation that is being made ready. Nothing that runs is touched until `publish`. */
export interface Preparation {
  /**
   * Adds a new version of a registered script, and runs its `setup`. Answers the version's number.
   *
   * @throws TickswapError for an unknown id, a definition of the wrong kind, or a `setup` that throws.
   */
  add(id: string, definition: Definition): number
  /**
   * Registers a script, and adds its first version. It waits for `publish` without a version; `discard` takes it out.
   *
   * @throws TickswapError if the id is taken, for a value that is no definition, or a `setup` that throws.
   */
  register(id: string, definition: Definition): number
  /** Makes all that was added current, in the frame that comes next; while scripts run, after the run. Once. */
  publish(): Generation
  /** Releases what was added instead. */
  discard(): void
}

/** What the last `reconcile` did. The object is reused. */
export interface FrameReport {
  readonly swapped: number
  readonly outdated: number
  readonly reconcileMilliseconds: Milliseconds
}

/** The scripts of one world. Made by `createBehaviours`. */
export interface Behaviours {
  readonly world: World
  readonly frame: FrameReport
  /** What one frame may spend on hot-reload work. May be changed at any time. */
  budget: Budget
  /**
   * Registers a behaviour under an id and returns its component, to be added to entities. The first version needs
   * no proof. Without a definition, entities wait until one is published.
   *
   * @throws TickswapError if the id is taken, or the definition is none.
   */
  register<S extends Schema>(id: string, behaviour: Behaviour<S>): ScriptedComponent<S>
  register(id: string, system: System): void
  register(id: string, definition: Definition): ScriptedComponent | undefined
  register(id: string): ScriptedComponent
  /** Whether a script is registered under this id. */
  has(id: string): boolean
  /** The component of a registered behaviour. */
  component(id: string): ScriptedComponent
  /**
   * Makes new versions of registered scripts current: all of them, or, if one is refused, none. Entities follow a
   * few at a time. While scripts run, it waits for the end of the run. A definition that was committed before is
   * the same version again, under its old number, and needs no proof.
   *
   * @throws TickswapError for an unknown id, a definition of the wrong kind, or a `setup` that throws; in the lean
   * build for every version of a script but its first.
   */
  publish(definitions: Readonly<Record<string, Definition>>): Generation
  /**
   * The same piece by piece, for a generation so large that making it ready takes more than a frame has time for.
   *
   * @throws TickswapError in the lean build.
   */
  prepare(): Preparation
  /** One frame: `reconcile`, then `run`. */
  step(delta: Seconds): void
  /** Swaps outdated entities within the budget. */
  reconcile(): void
  /** Runs every script once. */
  run(delta: Seconds): void
  /** Calls `listener` at every `event` until the returned function is called. */
  on<E extends EventName>(event: E, listener: (payload: BehaviourEvents[E]) => void): () => void
  /** The current version of a script, and the one that a fault goes back to; 0 if there is none. `inspect` says more. */
  versions(id: string): { readonly current: number; readonly good: number }
  /** What every script does now, in the order in which they run. */
  inspect(): readonly ScriptReport[]
  inspect(id: string): ScriptReport
  /** Stops every entity and releases everything. Nothing can be called afterwards. */
  close(): void
}
