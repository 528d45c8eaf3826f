// workerCompiler: esbuild-wasm in module workers, so that the main thread never compiles.

import { wrap } from 'comlink'
import type { GuardedScripts } from 'tickswap/hotreload'
import {
  type Compiler,
  type CompilerPoolSettings,
  type CompileThread,
  type CompileWorker,
  createCompilerPool,
  trustedScriptUrl,
} from 'tickswap/hotreload/adapters'
import { type PolicyViolations, policyViolations } from '../page/policy-violations.ts'
import { untilIdle } from '../page/until-idle.ts'
import { refusedConstruction, refusedScript, withDirective } from './refused-worker.ts'

export interface WorkerCompilerOptions extends CompilerPoolSettings {
  /**
   * The worker's script. Default: the one that comes with tickswap, which Vite finds. Without Vite:
   * `tickswap/hotreload/worker/standalone.js`, which imports nothing.
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
  const violations = policyViolations()
  const { worker, address } = createWorker(options, violations)
  const remote = wrap<CompileWorker>(worker)
  worker.onerror = (event) => {
    event.preventDefault()
    const reason = event.message || 'its script could not be loaded'
    // The browser may report why only now.
    setTimeout(() => {
      const directive = violations.directiveFor(address)
      if (directive) onCrash(refusedScript(address, directive))
      else onCrash(new Error(`The compile worker failed: ${reason}.`))
    })
  }
  worker.onmessageerror = () =>
    onCrash(new Error('The compile worker sent an answer that could not be read.'))
  const { loopGuard = true } = options
  const wasm = options.wasmUrl ?? new URL('esbuild-wasm/esbuild.wasm', import.meta.url)
  const wasmUrl = new URL(wasm, location.href).href
  const explain = (error: unknown) => {
    throw withDirective(error, wasmUrl)
  }
  remote.open({ wasmUrl, loopGuard }).catch(onCrash)
  return {
    service: {
      compile: async (request) => remote.compile(request).catch(explain),
      warmUp: async () => remote.warmUp().catch(explain),
    },
    end() {
      violations.stop()
      worker.terminate()
    },
  }
}

interface StartedWorker {
  readonly worker: Worker
  readonly address: string
}

/**
 * Vite finds the worker only by this form: `new Worker(new URL('…', import.meta.url))`. So the
 * class that makes its address a trusted one has that name.
 */
function createWorker(
  { workerUrl }: WorkerCompilerOptions,
  violations: PolicyViolations,
): StartedWorker {
  const settings = { type: 'module', name: 'tickswap compiler' } as const
  let address = ''
  class Worker extends globalThis.Worker {
    constructor(url: string | URL, options: WorkerOptions) {
      address = new URL(url, location.href).href
      super(trustedScriptUrl(url), options)
    }
  }
  try {
    // Vite reads this line: it takes no variable for the settings.
    const worker = workerUrl
      ? new Worker(workerUrl, settings)
      : new Worker(new URL('../../worker/browser-compile-worker.js', import.meta.url), {
          type: 'module',
          name: 'tickswap compiler',
        })
    return { worker, address }
  } catch (error) {
    violations.stop()
    throw refusedConstruction(error, address)
  }
}
