// The Node compiler: native esbuild where it runs, otherwise esbuild-wasm.

import { errorMessage, TickswapError } from 'tickswap'
import type { Compiler } from 'tickswap/hotreload/adapters'
import { findInstalled } from './find-installed.ts'
import { nativeCompiler } from './native-compiler.ts'
import { type ThreadCompilerOptions, threadCompiler } from './thread-compiler.ts'

const MISSING =
  'nodeCompiler() needs the package "esbuild" or "esbuild-wasm", and neither is installed. ' +
  'Run: npm install -D esbuild'

/**
 * Uses `nativeCompiler` if the package `esbuild` is installed and runs on this platform, otherwise
 * `threadCompiler`. The compiler's `name` says which, and why. It is warmed up when this resolves.
 *
 * @throws TickswapError if neither `esbuild` nor `esbuild-wasm` is installed, or the settings make
 * no sense.
 *
 * @example `createHotReload(behaviours, { compiler: await nodeCompiler(), ... })`
 */
export async function nodeCompiler(options: ThreadCompilerOptions = {}): Promise<Compiler> {
  if (!findInstalled('esbuild')) {
    if (!findInstalled('esbuild-wasm')) throw new TickswapError(MISSING)
    return wasmCompiler(options, 'esbuild is not installed')
  }
  const native = nativeCompiler(options)
  try {
    await native.warmUp()
    return native
  } catch (error) {
    await native.close()
    const reason = errorMessage(error)
    return wasmCompiler(options, `esbuild is installed but does not run: ${reason}`)
  }
}

async function wasmCompiler(options: ThreadCompilerOptions, why: string): Promise<Compiler> {
  const compiler = threadCompiler(options)
  await compiler.warmUp()
  return { ...compiler, name: `${compiler.name}, since ${why}` }
}
