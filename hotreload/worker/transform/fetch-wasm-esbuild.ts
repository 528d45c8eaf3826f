// esbuild-wasm: loaded once per thread.

import { initialize, transform } from 'esbuild-wasm/esm/browser.js'
import type { CompileWorkerOptions } from 'tickswap/hotreload'
import type { Esbuild } from './esbuild-transform.ts'

let started: Promise<void> | undefined

/** Resolves with esbuild when it is ready. A start that failed may be tried again. */
export async function fetchWasmEsbuild({ wasmUrl }: CompileWorkerOptions): Promise<Esbuild> {
  started ??= start(wasmUrl).catch((cause: unknown) => {
    started = undefined
    throw cause
  })
  await started
  return { transform }
}

async function start(wasmUrl: string | undefined): Promise<void> {
  if (wasmUrl === undefined)
    throw new Error('There is no native esbuild in a browser: open the worker with a wasmUrl.')
  try {
    await initialize({ wasmURL: wasmUrl, worker: false })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`esbuild-wasm could not be loaded from ${wasmUrl}: ${reason}`, { cause })
  }
}
