// Events: what the engine tells its listeners, in one typed map.

import type { Entity } from './behaviour.ts'

/** The engine's events by name. Payloads are plain data and safe to keep. */
export interface BehaviourEvents {
  /** A script was registered with its first version. */
  registered: { readonly id: string; readonly version: number }
  /** A generation went live: from the next frame on its versions are current. */
  published: { readonly generation: number; readonly versions: Readonly<Record<string, number>> }
  /** A frame swapped entities of one behaviour. At most one event per behaviour and frame. */
  swapped: {
    readonly id: string
    readonly version: number
    readonly entities: number
    readonly outdated: number
  }
  /** Every entity of the behaviour runs its current version. */
  settled: { readonly id: string; readonly version: number; readonly frames: number }
  /** No entity runs the version any more and its signal was aborted. */
  released: { readonly id: string; readonly version: number }
  /** A listener of one of these events threw. Nothing else was harmed. */
  listenerFailed: { readonly event: string; readonly error: unknown }
}

export type EventName = keyof BehaviourEvents

export type { Entity }
