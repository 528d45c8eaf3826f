// esbuild-wasm: started once per thread, and the options that every script is transformed with.

import {
  initialize,
  type Loader,
  type TransformFailure,
  type TransformResult,
  transform,
} from 'esbuild-wasm/esm/browser.js'
import type { CompileRequest } from 'tickswap/hotreload'

/** Where the wasm comes from: an address to fetch it from, or a module that is compiled already. */
export type EsbuildOptions = { readonly wasmUrl: string } | { readonly wasmModule: WebAssembly.Module }

const loaders: Readonly<Record<string, Loader>> = { ts: 'ts', tsx: 'tsx', mts: 'ts', js: 'js', jsx: 'jsx' }

let started: Promise<void> | undefined

/** Resolves when esbuild is ready. A start that failed may be tried again. */
export function startEsbuild(options: EsbuildOptions): Promise<void> {
  started ??= start(options).catch((cause: unknown) => {
    started = undefined
    throw cause
  })
  return started
}

async function start(options: EsbuildOptions): Promise<void> {
  if ('wasmModule' in options) return initialize({ wasmModule: options.wasmModule, worker: false })
  try {
    await initialize({ wasmURL: options.wasmUrl, worker: false })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`esbuild-wasm could not be loaded from ${options.wasmUrl}: ${reason}`, { cause })
  }
}

/** One module, TypeScript or JavaScript, to CommonJS with live bindings. */
export function transformScript(script: CompileRequest): Promise<TransformResult> {
  return transform(script.text, {
    format: 'cjs',
    loader: loaders[script.file.slice(script.file.lastIndexOf('.') + 1)] ?? 'ts',
    target: 'es2022',
    sourcemap: 'external',
    sourcesContent: true,
    sourcefile: script.file,
    charset: 'utf8',
    logLevel: 'silent',
    logOverride: { 'empty-import-meta': 'error' },
    tsconfigRaw: { compilerOptions: { alwaysStrict: true, useDefineForClassFields: true } },
  })
}

/** Whether esbuild refused the text, as opposed to having failed itself. */
export function isTransformFailure(error: unknown): error is TransformFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors)
}
