// createSupervisedChecker: a type checker over a thread, which is restarted after it fails.

import { type Milliseconds, TickswapError } from 'tickswap'
import type { Diagnostic } from 'tickswap/hotreload'
import type { TypeChecker, TypeCheckRequest } from 'tickswap/hotreload/adapters'

/** A thread that checks types. */
export interface TypeThread {
  /** Answers requests in order. Rejects if the thread is of no further use. */
  check(request: TypeCheckRequest): Promise<readonly Diagnostic[]>
  /** Terminates the thread, whatever it is doing. Its requests may stay without an answer. */
  end(): void | Promise<void>
}

/**
 * Starts a thread. Requests may be made at once, and wait until it is ready.
 *
 * @param onCrash must be called if the thread ends by itself, but not before `StartTypeThread` has
 *   returned.
 */
export type StartTypeThread = (onCrash: (error: Error) => void) => TypeThread

/** What all checkers over a thread have in common. */
export interface TypeThreadSettings {
  /** How long one check may take, the first one with the thread's start. Default 60,000. */
  readonly timeLimit?: Milliseconds
}

export interface SupervisedCheckerOptions extends TypeThreadSettings {
  /** For logs and errors, such as `TypeScript worker`. */
  readonly name: string
  readonly start: StartTypeThread
}

/** A running thread, and what rejects its requests. */
interface Running {
  readonly thread: TypeThread
  readonly pending: Set<(reason: Error) => void>
}

/**
 * Makes a type checker over a thread. A thread that crashes, cannot answer, or takes too long is
 * terminated, and its requests reject. The next request starts another one, which knows none of the
 * texts that were sent before.
 *
 * @throws TickswapError if the time limit is not above 0.
 */
export function createSupervisedChecker({
  name,
  start,
  timeLimit = 60_000,
}: SupervisedCheckerOptions): TypeChecker {
  if (!(timeLimit > 0))
    throw new TickswapError(
      `The option timeLimit of a type checker must be above 0 ms, not ${timeLimit}.`,
    )
  let running: Running | undefined
  let terminated: Promise<void> = Promise.resolve()
  let isClosed = false

  function terminate({ thread, pending }: Running, reason: Error): void {
    if (running?.thread === thread) running = undefined
    terminated = Promise.all([terminated, thread.end()]).then(() => {})
    for (const reject of pending) reject(reason)
    pending.clear()
  }

  function startThread(): Running {
    const thread = start((error) => {
      if (running?.thread === thread) terminate(running, error)
    })
    return { thread, pending: new Set() }
  }

  function requestCheck(request: TypeCheckRequest): Promise<readonly Diagnostic[]> {
    running ??= startThread()
    const target = running
    return new Promise((resolve, reject) => {
      const fail = (reason: Error) => terminate(target, reason)
      // An answer that has arrived counts: only the calling thread was too busy to receive it.
      let timer = setTimeout(() => {
        timer = setTimeout(() => fail(new Error(tooLong(name, timeLimit))))
      }, timeLimit)
      target.pending.add(rejectPending)
      function rejectPending(reason: Error) {
        clearTimeout(timer)
        reject(reason)
      }
      target.thread.check(request).then(
        (found) => {
          clearTimeout(timer)
          target.pending.delete(rejectPending)
          resolve(found)
        },
        (reason: unknown) => fail(reason instanceof Error ? reason : new Error(String(reason))),
      )
    })
  }

  return {
    name,
    async check(request) {
      if (isClosed) throw new Error(`The ${name} is closed.`)
      return requestCheck(request)
    },
    async close() {
      isClosed = true
      if (running) terminate(running, new Error(`The ${name} was closed.`))
      await terminated
    },
  }
}

function tooLong(name: string, limit: Milliseconds): string {
  return (
    `The ${name} took longer than ${limit.toLocaleString('en')} ms for one check, so it was ` +
    'terminated. Raise its timeLimit if types need longer.'
  )
}
