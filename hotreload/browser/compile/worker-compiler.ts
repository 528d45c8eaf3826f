// workerCompiler: esbuild-wasm in module workers, so that the main thread never compiles.

import { wrap } from 'comlink'
import type { GuardedScripts } from 'tickswap/hotreload'
import {
  type Compiler,
  type CompilerPoolSettings,
  type CompileThread,
  type CompileWorker,
  createCompilerPool,
} from 'tickswap/hotreload/adapters'
import { untilIdle } from '../page/until-idle.ts'

export interface WorkerCompilerOptions extends CompilerPoolSettings {
  /**
   * The worker's script. Default: the one that comes with tickswap, which the bundler finds.
   * Without a bundler: `tickswap/hotreload/worker/standalone.js`, which imports nothing.
   */
  readonly workerUrl?: string | URL
  /**
   * Where the worker fetches esbuild's wasm from. Default: the one of the package `esbuild-wasm`.
   */
  readonly wasmUrl?: string | URL
  /** Which scripts get a loop guard. Default: all. */
  readonly loopGuard?: GuardedScripts
}

/**
 * Compiles in a worker, which starts at the first request or, after `warmUp`, when the page is
 * idle. The worker fetches and compiles the wasm itself. One that crashes or hangs is replaced, and
 * its request is tried again.
 *
 * @throws TickswapError if the settings make no sense.
 *
 * @example `createHotReload(behaviours, { compiler: workerCompiler(), ... })`
 */
export function workerCompiler(options: WorkerCompilerOptions = {}): Compiler {
  const pool = createCompilerPool({
    ...options,
    name: 'esbuild-wasm worker',
    start: (onCrash) => startWorker(options, onCrash),
  })
  return {
    ...pool,
    async warmUp() {
      await untilIdle()
      await pool.warmUp()
    },
  }
}

function startWorker(
  options: WorkerCompilerOptions,
  onCrash: (error: Error) => void,
): CompileThread {
  const worker = createWorker(options)
  const remote = wrap<CompileWorker>(worker)
  worker.onerror = (event) => {
    event.preventDefault()
    onCrash(
      new Error(`The compile worker failed: ${event.message || 'its script could not be loaded'}.`),
    )
  }
  worker.onmessageerror = () =>
    onCrash(new Error('The compile worker sent an answer that could not be read.'))
  const wasmUrl = options.wasmUrl ?? new URL('esbuild-wasm/esbuild.wasm', import.meta.url)
  const { loopGuard = true } = options
  remote.open({ wasmUrl: new URL(wasmUrl, location.href).href, loopGuard }).catch(onCrash)
  return {
    service: {
      compile: async (request) => remote.compile(request),
      warmUp: async () => remote.warmUp(),
    },
    end: () => worker.terminate(),
  }
}

/** Bundlers find the worker only by this form: `new Worker(new URL('…', import.meta.url))`. */
function createWorker({ workerUrl }: WorkerCompilerOptions): Worker {
  if (workerUrl) return new Worker(workerUrl, { type: 'module', name: 'tickswap compiler' })
  return new Worker(new URL('../../worker/browser-compile-worker.js', import.meta.url), {
    type: 'module',
    name: 'tickswap compiler',
  })
}
