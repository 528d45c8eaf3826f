// PipelineState: what all stages of one hot reload share. A stage takes it first, as systems take a
// world.

import type { Behaviours, Milliseconds } from 'tickswap'
import type { Compiler } from '../contracts/compiler.ts'
import type { Evaluator } from '../contracts/evaluator.ts'
import type { EventStream } from '../events/event-stream.ts'
import type { SeenTexts } from '../intake/seen-texts.ts'
import type { SignatureGate } from '../signatures/signature-gate.ts'
import type { FrameScheduler } from '../time/frame-scheduler.ts'
import type { Backups } from './backups.ts'
import type { History } from './history.ts'
import type { LiveModules } from './live-modules.ts'
import type { Problems } from './problems.ts'

/** Made once by `createHotReload`. The objects in it change; which ones they are does not. */
export interface PipelineState {
  readonly behaviours: Behaviours
  readonly compiler: Compiler
  readonly evaluator: Evaluator
  readonly events: EventStream
  /** Time-sliced work on the main thread. */
  readonly work: FrameScheduler
  /** Milliseconds since 1970. */
  readonly now: () => Milliseconds
  /** The modules that run. */
  readonly live: LiveModules
  readonly history: History
  readonly problems: Problems
  readonly backups: Backups
  /** The last text of each script that was processed. */
  readonly seen: SeenTexts
  /** Where signatures are required. */
  readonly signatures: SignatureGate | undefined
}
