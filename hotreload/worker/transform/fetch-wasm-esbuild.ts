// esbuild-wasm in a browser's worker: its wasm is fetched, once per thread.

import { initialize, stop, transform } from 'esbuild-wasm/esm/browser.js'
import { errorMessage } from 'tickswap'
import type { CompileWorkerOptions } from 'tickswap/hotreload/adapters'
import type { Esbuild } from './esbuild-transform.ts'

let started: Promise<void> | undefined

/** Resolves with esbuild when it is ready. After a failed start it may be called again. */
export async function fetchWasmEsbuild({ wasmUrl }: CompileWorkerOptions): Promise<Esbuild> {
  started ??= start(wasmUrl).catch((cause: unknown) => {
    started = undefined
    throw cause
  })
  await started
  return {
    transform,
    stop() {
      started = undefined
      return stop()
    },
  }
}

async function start(wasmUrl: string | undefined): Promise<void> {
  if (wasmUrl === undefined)
    throw new Error('A browser has no native esbuild: open the worker with a wasmUrl.')
  try {
    await initialize({ wasmURL: wasmUrl, worker: false })
  } catch (cause) {
    const reason = errorMessage(cause)
    throw new Error(`esbuild-wasm could not be loaded from ${wasmUrl}: ${reason}`, { cause })
  }
}
