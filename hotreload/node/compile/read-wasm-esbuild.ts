// esbuild-wasm in a worker thread: its browser build, with the wasm read from a file.

import { readFile } from 'node:fs/promises'

/** Resolves with esbuild when it is ready. Once per thread. */
export async function readWasmEsbuild(wasmUrl: string) {
  // The browser build runs once there is a `self`. (The one for Node starts a process.)
  Object.assign(globalThis, { self: globalThis })
  const esbuild = await import('esbuild-wasm/esm/browser.js')
  const wasmModule = await WebAssembly.compile(await readFile(new URL(wasmUrl)))
  await esbuild.initialize({ wasmModule, worker: false })
  return esbuild
}
