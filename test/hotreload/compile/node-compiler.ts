// The compile service as a compiler that runs in the test's own thread.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { GuardedScripts } from 'tickswap/hotreload'
import type { Compiler, CompileService } from 'tickswap/hotreload/adapters'
import { createCompileService, type Esbuild, esbuildTransform } from 'tickswap/hotreload/worker'

const transform = esbuildTransform(loadEsbuild)

export function nodeCompiler(loopGuard?: GuardedScripts): Compiler {
  return {
    name: 'esbuild-wasm in the test',
    ...createTestService(loopGuard),
    close: async () => {},
  }
}

export function createTestService(loopGuard: GuardedScripts = true): CompileService {
  return createCompileService({ transform, loopGuard })
}

/** esbuild's build for browsers runs in Node as soon as there is a `self`. */
async function loadEsbuild(): Promise<Esbuild> {
  Object.assign(globalThis, { self: globalThis })
  const esbuild = await import('esbuild-wasm/esm/browser.js')
  const path = createRequire(import.meta.url).resolve('esbuild-wasm/esbuild.wasm')
  await esbuild.initialize({
    wasmModule: await WebAssembly.compile(await readFile(path)),
    worker: false,
  })
  return esbuild
}
