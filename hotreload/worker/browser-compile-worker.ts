// The entry of the browser's compile worker: exposes the compile service over Comlink.

import { expose } from 'comlink'
import { createCompileWorker } from './service/create-compile-worker.ts'
import { fetchWasmEsbuild } from './transform/fetch-wasm-esbuild.ts'

expose(createCompileWorker(fetchWasmEsbuild))
