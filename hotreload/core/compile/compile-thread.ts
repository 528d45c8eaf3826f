// The compile thread: the port between the compiler pool and an environment's workers.

import type { CompileService } from './compile-worker.ts'

/** A thread that compiles. */
export interface CompileThread {
  /** What it offers. A question that rejects means that the thread is unusable. */
  readonly service: CompileService
  /**
   * Ends it, whatever it is doing. What it was asked may stay without an answer. Must not reject.
   */
  end(): void | Promise<void>
}

/**
 * Starts a thread. Questions may be asked at once and wait until it is ready.
 *
 * @param onCrash must be called if the thread ends by itself or cannot be understood, but not before
 * `StartThread` has returned.
 */
export type StartThread = (onCrash: (error: Error) => void) => CompileThread
