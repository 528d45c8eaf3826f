// Events: what the engine tells its listeners, in one typed map.

import type { ListenerFailed } from '../base/emitter.ts'
import type { Fault } from '../fault/fault.ts'
import type { Phase } from '../version/rollout.ts'

/** The engine's events by name. Payloads are plain data and safe to keep. */
export interface BehaviourEvents extends ListenerFailed {
  /** A frame's hot-reload work is about to begin; `behaviours.frame` still tells of the frame before. */
  frame: FrameEvent
  /** A script was registered. */
  registered: { readonly id: string; readonly version: number }
  /** A generation went live: its versions are current. */
  published: { readonly generation: number; readonly versions: Readonly<Record<string, number>> }
  /** A rollout entered its next phase; `reason` says why, in a sentence. */
  rollout: {
    readonly id: string
    readonly version: number
    readonly phase: Phase
    readonly reason: string
  }
  /** A frame swapped entities of one behaviour. One event, and another if a fault then took entities back. */
  swapped: {
    readonly id: string
    readonly version: number
    readonly entities: number
    readonly outdated: number
  }
  /** Every entity of the behaviour runs its current version. */
  settled: { readonly id: string; readonly version: number }
  /** A version has proven itself: it is the one to go back to from now on. */
  committed: { readonly id: string; readonly version: number; readonly reason: string }
  /** A hook threw. What was done about it is in the payload. */
  faulted: Fault
  /** No entity runs the version any more and its signal was aborted. */
  released: { readonly id: string; readonly version: number }
}

/** Carries nothing: it is told every frame, and must not allocate. */
export type FrameEvent = Readonly<Record<string, never>>

export type EventName = keyof BehaviourEvents
