// BehaviourEvents: the events of the engine, in one typed map.

import type { ListenerFailed } from '../base/emitter.ts'
import type { Fault } from '../fault/fault.ts'
import type { Phase } from '../version/rollout.ts'

/** The engine's events by name. Payloads are plain data and safe to keep. */
export interface BehaviourEvents extends ListenerFailed {
  /** A frame's hot-reload work is about to begin; `behaviours.frame` still reports the last. */
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
  /** A frame swapped entities of a behaviour. Emitted again if a fault then rolled some back. */
  swapped: {
    readonly id: string
    readonly version: number
    readonly entities: number
    readonly outdated: number
  }
  /** Every entity of the behaviour runs its current version. */
  settled: { readonly id: string; readonly version: number }
  /** A version has proven itself: faults roll back to it from now on. */
  committed: { readonly id: string; readonly version: number; readonly reason: string }
  /** A hook threw. The payload holds the outcome. */
  faulted: Fault
  /** No entity runs the version any more and its signal was aborted. */
  released: { readonly id: string; readonly version: number }
}

/** Empty: it is emitted every frame, and must not allocate. */
export type FrameEvent = Readonly<Record<string, never>>

export type EventName = keyof BehaviourEvents
