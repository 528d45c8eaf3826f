// Script: one registered behaviour or system, as the registry of a world runs it.
//
// `swapping-script.ts` is the one whose versions replace each other while the game runs, `fixed-script.ts` the one of a
// shipped game, whose first version is its last.

import type { Seconds } from '../base/duration.ts'
import type { Definition, Runnable } from '../define/definition.ts'
import type { ScriptReport } from './script-report.ts'
import type { ScriptedComponent } from './scripted-component.ts'

/** A registered script. */
export interface Script {
  readonly kind: Definition['kind']
  readonly id: string
  /** A behaviour's. bitECS gets to know it when it is first asked for. */
  readonly component: ScriptedComponent
  readonly order: number
  readonly version: number
  /** The version that a fault goes back to. */
  readonly goodVersion: number
  /** Makes a version, touching nothing that runs. Throws a `TickswapError` if it is refused. */
  prepare(definition: Runnable): Prepared
  /** Runs every version over its entities. */
  run(delta: Seconds): void
  report(): ScriptReport
  close(): void
}

/** A version that is ready to go live: its `setup` has run. */
export interface Prepared {
  readonly id: string
  readonly version: number
  publish(): void
  /** Releases it instead. */
  discard(): void
}
