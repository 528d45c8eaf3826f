// guard-compilers: the compile service in this thread, with a loop guard and without.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Compiler } from 'tickswap/hotreload'
import { createCompileService } from 'tickswap/hotreload/worker'

export async function guardCompilers(): Promise<{ readonly guarded: Compiler; readonly plain: Compiler }> {
  // esbuild's build for browsers runs in Node as soon as there is a `self`.
  Object.assign(globalThis, { self: globalThis })
  const wasm = createRequire(import.meta.url).resolve('esbuild-wasm/esbuild.wasm')
  const wasmModule = await WebAssembly.compile(await readFile(wasm))
  const create = (name: string, loopGuard: boolean): Compiler => ({
    name,
    ...createCompileService({ wasmModule, loopGuard }),
    close: async () => {},
  })
  return { guarded: create('with a loop guard', true), plain: create('without a loop guard', false) }
}
