// The compile service as a compiler that runs in the test's own thread.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Compiler, GuardedScripts } from 'tickswap/hotreload'
import { createCompileService } from 'tickswap/hotreload/worker'

/** esbuild's build for browsers runs in Node as soon as there is a `self`. */
export async function nodeCompiler(loopGuard: GuardedScripts = true): Promise<Compiler> {
  Object.assign(globalThis, { self: globalThis })
  const path = createRequire(import.meta.url).resolve('esbuild-wasm/esbuild.wasm')
  const wasmModule = await WebAssembly.compile(await readFile(path))
  const service = createCompileService({ wasmModule, loopGuard })
  return { name: 'esbuild-wasm in the test', ...service, close: async () => {} }
}
