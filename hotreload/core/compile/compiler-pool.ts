// The compiler pool: a compiler made of supervised threads: none can hang or crash unnoticed.

import {
  Emitter,
  errorMessage,
  type ListenerFailed,
  type Milliseconds,
  TickswapError,
} from 'tickswap'
import type { CompileRetry, Compiler } from '../contracts/compiler.ts'
import { systemTimers, type Timers } from '../time/timers.ts'
import { CompileAttempts, type CompileAttemptsOptions } from './compile-attempts.ts'
import type { StartThread } from './compile-thread.ts'
import type { CompileService } from './compile-worker.ts'
import { SupersededError } from './superseded-error.ts'
import { SupervisedThread } from './supervised-thread.ts'
import { ThreadQueue } from './thread-queue.ts'

/** What the compilers that are made of threads have in common. */
export interface CompilerPoolSettings {
  /**
   * How many threads share the work. More than one pays when many files change at once. Default 1.
   */
  readonly threads?: number
  /** How long one compile may take. Then its thread is ended. Default 10,000. */
  readonly timeLimit?: Milliseconds
  /**
   * How much longer the first compile of a thread may take, for the thread's start: wasm is large.
   * Default 30,000.
   */
  readonly startLimit?: Milliseconds
  /**
   * How long to wait after each attempt that failed; after one more the compile fails. Default 50,
   * 200, 800.
   */
  readonly retryDelays?: readonly Milliseconds[]
}

export interface CompilerPoolOptions extends CompilerPoolSettings {
  /** For logs and errors, such as `esbuild-wasm worker`. */
  readonly name: string
  readonly start: StartThread
  readonly timers?: Timers
}

type PoolEvents = ListenerFailed & { readonly retry: CompileRetry }
type Task<Answer> = Pick<CompileAttemptsOptions<Answer>, 'question' | 'onRetry'> & {
  readonly what: string
}

/**
 * Makes a compiler of threads, which start when they are first needed. Each answers one request at
 * a time; requests queue for an idle one. A thread that crashes, that cannot answer, or that takes
 * too long is ended and replaced, and the request is tried again, behind those that have not
 * failed.
 *
 * @throws TickswapError if the settings make no sense.
 */
export function createCompilerPool(options: CompilerPoolOptions): Compiler {
  const { name, start, timers = systemTimers } = options
  const { threads: count, retryDelays: delays, ...limits } = checked(options)
  const threads = Array.from(
    { length: count },
    () => new SupervisedThread({ start, timers, ...limits }),
  )
  const queue = new ThreadQueue(threads)
  const jobs = new Set<Pick<CompileAttempts<unknown>, 'abandon'>>()
  const events = new Emitter<PoolEvents>()
  let isClosed = false

  async function ask<Answer>(
    { what, ...task }: Task<Answer>,
    signal?: AbortSignal,
  ): Promise<Answer> {
    if (isClosed) throw new Error(`The ${name} is closed.`)
    const superseded = () =>
      new SupersededError(`A newer text superseded the request to ${what} (${name}).`)
    if (signal?.aborted) throw superseded()
    const failure = (attempts: number, cause: unknown) =>
      failureOf(`The ${name} could not ${what}`, attempts, cause)
    const job = new CompileAttempts<Answer>({ ...task, queue, timers, delays, failure })
    jobs.add(job)
    signal?.addEventListener('abort', () => job.abandon(superseded()), { once: true })
    return job.run().finally(() => jobs.delete(job))
  }

  const readyTask: Task<void> = {
    what: 'get ready',
    question: (service) => service.warmUp(),
    onRetry: () => {},
  }

  return {
    name,
    compile: (request, signal) => {
      const { id } = request
      const onRetry = (attempt: number, delay: Milliseconds, error: unknown) =>
        events.emit('retry', { id, attempt, delay, error })
      const question = (service: CompileService) => service.compile(request)
      return ask({ what: `compile "${id}"`, question, onRetry }, signal)
    },
    async warmUp() {
      await Promise.all(threads.map(() => ask(readyTask)))
    },
    onRetry: (listener) => events.on('retry', listener),
    async close() {
      isClosed = true
      const reason = new Error(`The ${name} was closed.`)
      for (const job of jobs) job.abandon(reason)
      await Promise.all(threads.map((thread) => thread.end(reason)))
    },
  }
}

function failureOf(what: string, attempts: number, cause: unknown): Error {
  const reason = errorMessage(cause)
  const times = attempts === 1 ? '1 attempt' : `${attempts} attempts`
  return new Error(`${what} in ${times}. The last one: ${reason}`, { cause })
}

function checked({
  threads = 1,
  timeLimit = 10_000,
  startLimit = 30_000,
  retryDelays = [50, 200, 800],
}: CompilerPoolSettings): Required<CompilerPoolSettings> {
  if (!Number.isInteger(threads) || threads < 1)
    throw new TickswapError(`A compiler needs one thread or more, and ${threads} were asked for.`)
  if (!(timeLimit > 0))
    throw new TickswapError(
      `A compile needs time, and its limit was set to ${timeLimit} ms: leave it out for 10 s.`,
    )
  if (!(startLimit >= 0))
    throw new TickswapError(
      `A thread needs time to start, and its limit was set to ${startLimit} ms: leave it out ` +
        'for 30 s.',
    )
  return { threads, timeLimit, startLimit, retryDelays }
}
