// Script: a registered behaviour or system, as the registry of a world runs it. In a
// `SwappingScript` versions replace each other while the game runs; a `FixedScript`, of a shipped
// game, keeps its first version.

import type { Seconds } from '../base/duration.ts'
import type { Definition, Runnable } from '../define/definition.ts'
import type { ScriptedComponent } from '../membership/scripted-component.ts'
import type { ScriptReport } from './script-report.ts'

/** A registered script. */
export interface Script {
  readonly kind: Definition['kind']
  readonly id: string
  /** Of a behaviour. Registered with bitECS on first use. */
  readonly component: ScriptedComponent
  readonly order: number
  readonly version: number
  /** The version that a fault rolls back to. */
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
