// The compile service as a compiler that runs in the test's own thread.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Compiler, GuardedScripts } from 'tickswap/hotreload'
import { createCompileService, esbuildTransform } from 'tickswap/hotreload/worker'

const transform = esbuildTransform(loadEsbuild)

export async function nodeCompiler(loopGuard: GuardedScripts = true): Promise<Compiler> {
  const service = createCompileService({ transform, loopGuard })
  return { name: 'esbuild-wasm in the test', ...service, close: async () => {} }
}

/** esbuild's build for browsers runs in Node as soon as there is a `self`. */
async function loadEsbuild() {
  Object.assign(globalThis, { self: globalThis })
  const esbuild = await import('esbuild-wasm/esm/browser.js')
  const path = createRequire(import.meta.url).resolve('esbuild-wasm/esbuild.wasm')
  await esbuild.initialize({ wasmModule: await WebAssembly.compile(await readFile(path)), worker: false })
  return esbuild
}
