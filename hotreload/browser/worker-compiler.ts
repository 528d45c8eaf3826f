// The worker compiler: esbuild-wasm in a module worker, so that the main thread never compiles.

import { type Remote, wrap } from 'comlink'
import type { CompileResult, Compiler, CompileWorker, GuardedScripts } from 'tickswap/hotreload'
import { idle } from './idle.ts'

export interface WorkerCompilerOptions {
  /** The worker's script. Default: the one that comes with tickswap, which the bundler finds. */
  readonly workerUrl?: string | URL
  /** Where the worker fetches esbuild's wasm from. Default: the one of the package `esbuild-wasm`. */
  readonly wasmUrl?: string | URL
  /** Which scripts get a loop guard. Default all. */
  readonly loopGuard?: GuardedScripts
}

/** A worker that runs. */
interface Running {
  readonly remote: Remote<CompileWorker>
  /** What rejects the requests under way. */
  readonly waiting: Set<(reason: Error) => void>
  /** Terminates the worker and rejects what was asked of it. */
  readonly end: (reason: Error) => void
}

/**
 * Compiles in a worker, which starts at the first request or, after `warmUp`, when the page is idle. The worker
 * fetches and compiles the wasm itself. A worker that fails rejects what was asked of it, and the next request
 * starts another one.
 *
 * @example `createHotReload(behaviours, { compiler: workerCompiler(), ... })`
 */
export function workerCompiler(options: WorkerCompilerOptions = {}): Compiler {
  let running: Running | undefined
  let isClosed = false

  async function ask<Answer>(question: (remote: Remote<CompileWorker>) => Promise<Answer>): Promise<Answer> {
    if (isClosed) throw new Error('The worker compiler is closed.')
    running ??= startWorker(options, () => {
      running = undefined
    })
    return answerOf(running, question)
  }

  return {
    name: 'esbuild-wasm worker',
    compile: (request) => ask<CompileResult>(async (remote) => remote.compile(request)),
    async warmUp() {
      await idle()
      if (!isClosed) await ask((remote) => remote.warmUp())
    },
    async close() {
      isClosed = true
      running?.end(new Error('The worker compiler was closed.'))
    },
  }
}

/**
 * Asks the worker; rejects if it ends first. (Not by `Promise.race` with one promise of that end: every answer would
 * be kept for as long as the worker lives.)
 */
function answerOf<Answer>(
  { remote, waiting }: Running,
  question: (remote: Remote<CompileWorker>) => Promise<Answer>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    waiting.add(reject)
    question(remote)
      .then(resolve, reject)
      .finally(() => waiting.delete(reject))
  })
}

function startWorker(options: WorkerCompilerOptions, onEnd: () => void): Running {
  const worker = createWorker(options)
  const remote = wrap<CompileWorker>(worker)
  const waiting: Running['waiting'] = new Set()
  const end = (reason: Error) => {
    worker.terminate()
    onEnd()
    for (const reject of waiting) reject(reason)
    waiting.clear()
  }
  worker.onerror = (event) => {
    event.preventDefault()
    end(new Error(`The compile worker failed: ${event.message || 'its script could not be loaded'}.`))
  }
  worker.onmessageerror = () => end(new Error('The compile worker sent an answer that could not be read.'))
  const wasmUrl = options.wasmUrl ?? new URL('esbuild-wasm/esbuild.wasm', import.meta.url)
  const { loopGuard = true } = options
  remote.open({ wasmUrl: new URL(wasmUrl, location.href).href, loopGuard }).catch(end)
  return { remote, waiting, end }
}

/** Bundlers find the worker by this very form: `new Worker(new URL('…', import.meta.url))`. */
function createWorker({ workerUrl }: WorkerCompilerOptions): Worker {
  if (workerUrl) return new Worker(workerUrl, { type: 'module', name: 'tickswap compiler' })
  return new Worker(new URL('../worker/compile-worker.js', import.meta.url), {
    type: 'module',
    name: 'tickswap compiler',
  })
}
