// The native compiler: the platform's native esbuild, called from worker threads.

import { type Compiler, createCompilerPool } from 'tickswap/hotreload/adapters'
import { requirePackage } from './find-installed.ts'
import { startCompileThread } from './start-compile-thread.ts'
import type { ThreadCompilerOptions } from './thread-compiler.ts'

/**
 * Compiles with the package `esbuild`, with the same results as `threadCompiler`. esbuild is a
 * separate process, but the work after it, such as the loop guard, would cost the game frames, so
 * all of it runs in a worker thread. The thread loads its own esbuild and does not touch one that
 * the game uses. Idle threads do not keep the process alive.
 *
 * @throws TickswapError if `esbuild` is not installed, or the settings make no sense.
 *
 * @example `createHotReload(behaviours, { compiler: nativeCompiler(), ... })`
 */
export function nativeCompiler(options: ThreadCompilerOptions = {}): Compiler {
  const { loopGuard = true, threadUrl, ...settings } = options
  requirePackage('esbuild', 'esbuild', 'nativeCompiler')
  const thread = { loopGuard, ...(threadUrl && { threadUrl }) }
  return createCompilerPool({
    ...settings,
    name: 'native esbuild thread',
    start: (onCrash) => startCompileThread(thread, onCrash),
  })
}
