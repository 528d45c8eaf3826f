// Behaviours: the scripts of one world, as a game uses them. Made by `createBehaviours`.

import type { World } from 'bitecs'
import type { Seconds } from '../base/duration.ts'
import type { Budget } from '../budget/budget.ts'
import type { Behaviour } from '../define/behaviour.ts'
import type { Definition } from '../define/definition.ts'
import type { Schema } from '../define/field.ts'
import type { System } from '../define/system.ts'
import type { ScriptedComponent } from '../membership/scripted-component.ts'
import type { ScriptReport } from '../script/script-report.ts'
import type { FrameReport } from '../script/swapping-port.ts'
import type { RollingOptions } from '../swap/rolling-swapping.ts'
import type { BehaviourEvents, EventName } from '../world/behaviour-events.ts'
import type { EngineOptions } from '../world/engine.ts'

/** How to set up the behaviours of a world. */
export interface BehavioursOptions extends EngineOptions, RollingOptions {}

/** What `publish` made live. */
export interface Generation {
  readonly number: number
  /** Version numbers by script id. */
  readonly versions: Readonly<Record<string, number>>
}

/** A generation that is being prepared. Nothing that runs is touched until `publish`. */
export interface Preparation {
  /**
   * Adds a new version of a registered script, and runs its `setup`. Returns the version's number.
   *
   * @throws TickswapError for an unknown id, a definition of the wrong kind, or a `setup` that
   * throws.
   */
  add(id: string, definition: Definition): number
  /**
   * Registers a script, and adds its first version. The script has no version until `publish`;
   * `discard` removes it.
   *
   * @throws TickswapError if the id is taken, for a value that is not a definition, or a `setup`
   * that throws.
   */
  register(id: string, definition: Definition): number
  /** Makes all added versions current; while scripts run, after the run. Call it once. */
  publish(): Generation
  /** Releases what was added, instead of publishing it. */
  discard(): void
}

/** The scripts of one world. Made by `createBehaviours`. */
export interface Behaviours {
  readonly world: World
  readonly frame: FrameReport
  /** What one frame may spend on hot-reload work. May be changed at any time. */
  budget: Budget
  /**
   * Registers a behaviour under an id and returns its component, to be added to entities. The first
   * version needs no rollout. Without a definition, entities wait until one is published.
   *
   * @throws TickswapError if the id is taken, or for a value that is not a definition.
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
   * Makes new versions of registered scripts current: all of them or, if one is refused, none.
   * Entities follow a few at a time. While scripts run, it takes effect after the run. A definition
   * that was committed before becomes the same version again, under its old number, and needs no
   * rollout.
   *
   * @throws TickswapError for an unknown id, a definition of the wrong kind, or a `setup` that
   * throws; in the lean build for every version of a script but its first.
   */
  publish(definitions: Readonly<Record<string, Definition>>): Generation
  /**
   * The same piece by piece, for a generation that takes longer to prepare than a frame has time
   * for.
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
  /** The current version of a script, and the one that faults roll back to; 0 if there is none. */
  versions(id: string): { readonly current: number; readonly good: number }
  /** Reports on every script, in the order in which they run. */
  inspect(): readonly ScriptReport[]
  inspect(id: string): ScriptReport
  /** Stops every entity and releases everything. Nothing can be called afterwards. */
  close(): void
}
