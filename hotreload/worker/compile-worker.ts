// The entry of the browser's compile worker: offers the compile service over Comlink.

import { expose } from 'comlink'
import { createCompileWorker } from './create-compile-worker.ts'
import { loadWasmEsbuild } from './wasm-esbuild.ts'

expose(createCompileWorker(loadWasmEsbuild))
