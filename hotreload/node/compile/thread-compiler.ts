// The thread compiler: esbuild-wasm in worker threads, so that the main thread never compiles.

import type { GuardedScripts } from 'tickswap/hotreload'
import {
  type Compiler,
  type CompilerPoolSettings,
  createCompilerPool,
} from 'tickswap/hotreload/adapters'
import { requirePackage } from './find-installed.ts'
import { startCompileThread } from './start-compile-thread.ts'

export interface ThreadCompilerOptions extends CompilerPoolSettings {
  /** Which scripts get a loop guard. Default all. */
  readonly loopGuard?: GuardedScripts
  /** The thread's entry file, for a server that is bundled. Default: tickswap's own. */
  readonly threadUrl?: string | URL
}

/**
 * Compiles with `esbuild-wasm` in a worker thread, which starts at the first request or at
 * `warmUp`. A thread that crashes or hangs is replaced, and its request is tried again. Idle
 * threads do not keep the process alive.
 *
 * Where native `esbuild` is installed, `nativeCompiler` is several times as fast; `nodeCompiler`
 * uses the one that is installed.
 *
 * @throws TickswapError if `esbuild-wasm` is not installed, or the settings make no sense.
 *
 * @example `createHotReload(behaviours, { compiler: threadCompiler(), ... })`
 */
export function threadCompiler(options: ThreadCompilerOptions = {}): Compiler {
  const { loopGuard = true, threadUrl, ...settings } = options
  const wasmUrl = requirePackage('esbuild-wasm', 'esbuild-wasm/esbuild.wasm', 'threadCompiler').href
  const thread = { wasmUrl, loopGuard, ...(threadUrl && { threadUrl }) }
  return createCompilerPool({
    ...settings,
    name: 'esbuild-wasm thread',
    start: (onCrash) => startCompileThread(thread, onCrash),
  })
}
