// The entry of Node's compile thread: exposes the compile service over Comlink.

import { parentPort } from 'node:worker_threads'
import { expose } from 'comlink'
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs'
import { createCompileWorker } from 'tickswap/hotreload/worker'
import { readWasmEsbuild } from './read-wasm-esbuild.ts'

if (!parentPort) throw new Error('This file is a worker thread: start it with new Worker(…).')

const worker = createCompileWorker(({ wasmUrl }) =>
  wasmUrl ? readWasmEsbuild(wasmUrl) : import('esbuild'),
)
expose(worker, nodeEndpoint(parentPort))
