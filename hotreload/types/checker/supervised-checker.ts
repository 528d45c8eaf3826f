// The supervised checker: a type checker made of a thread that starts when needed, and again after it failed.

import { type Milliseconds, TickswapError } from 'tickswap'
import type { Diagnostic, TypeChecker, TypeCheckRequest } from 'tickswap/hotreload'

/** A thread that checks types. */
export interface TypeThread {
  /** Answers in the order in which it is asked. Rejects if it can be of no use any more. */
  check(request: TypeCheckRequest): Promise<readonly Diagnostic[]>
  /** Ends it, whatever it is doing. What it was asked may stay without an answer. */
  end(): void | Promise<void>
}

/**
 * Starts a thread. Questions may be asked at once and wait until it is ready.
 *
 * @param onDeath must be called if the thread ends by itself, but not before `StartTypeThread` has returned.
 */
export type StartTypeThread = (onDeath: (error: Error) => void) => TypeThread

/** What the checkers that are made of a thread have in common. */
export interface TypeThreadSettings {
  /** How long one check may take, the first one with the start of the thread. Default 60,000. */
  readonly timeLimit?: Milliseconds
}

export interface SupervisedCheckerOptions extends TypeThreadSettings {
  /** For logs and errors, such as `TypeScript worker`. */
  readonly name: string
  readonly start: StartTypeThread
}

/** A thread that runs, and what rejects its questions. */
interface Running {
  readonly thread: TypeThread
  readonly waiting: Set<(reason: Error) => void>
}

/**
 * Makes a type checker of threads. One that dies, that cannot answer, or that takes too long is ended; what it was asked
 * rejects, and the next question starts another one, which knows nothing of the texts of the one before.
 *
 * @throws TickswapError if the time limit is none.
 */
export function createSupervisedChecker({
  name,
  start,
  timeLimit = 60_000,
}: SupervisedCheckerOptions): TypeChecker {
  if (!(timeLimit > 0))
    throw new TickswapError(`A type check needs time, and its limit was set to ${timeLimit} ms.`)
  let running: Running | undefined
  let ended: Promise<void> = Promise.resolve()
  let isClosed = false

  function end({ thread, waiting }: Running, reason: Error): void {
    if (running?.thread === thread) running = undefined
    ended = Promise.all([ended, thread.end()]).then(() => {})
    for (const reject of waiting) reject(reason)
    waiting.clear()
  }

  function begin(): Running {
    const thread = start((error) => {
      if (running?.thread === thread) end(running, error)
    })
    return { thread, waiting: new Set() }
  }

  function ask(request: TypeCheckRequest): Promise<readonly Diagnostic[]> {
    running ??= begin()
    const asked = running
    return new Promise((resolve, reject) => {
      const fail = (reason: Error) => end(asked, reason)
      // An answer that is here already counts: it was the asking thread that was too busy to hear it in time.
      let timer = setTimeout(() => {
        timer = setTimeout(() => fail(new Error(tooLong(name, timeLimit))))
      }, timeLimit)
      asked.waiting.add(settle)
      function settle(reason: Error) {
        clearTimeout(timer)
        reject(reason)
      }
      asked.thread.check(request).then(
        (found) => {
          clearTimeout(timer)
          asked.waiting.delete(settle)
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
      return ask(request)
    },
    async close() {
      isClosed = true
      if (running) end(running, new Error(`The ${name} was closed.`))
      await ended
    },
  }
}

function tooLong(name: string, limit: Milliseconds): string {
  return `The ${name} took longer than ${limit.toLocaleString('en')} ms for one check, so it was ended.`
}
