// The entry of the compile worker: offers the compile service over Comlink.

import { expose } from 'comlink'
import type { CompileService, CompileWorker } from 'tickswap/hotreload'
import { createCompileService } from './compile-service.ts'
import { esbuildTransform } from './esbuild-transform.ts'
import { loadWasmEsbuild } from './wasm-esbuild.ts'

let service: CompileService | undefined

function opened(): CompileService {
  if (!service) throw new Error('The compile worker was not opened: call open({ wasmUrl }) first.')
  return service
}

const worker: CompileWorker = {
  open({ wasmUrl, ...options }) {
    const transform = esbuildTransform(() => loadWasmEsbuild(wasmUrl))
    service = createCompileService({ transform, ...options })
  },
  compile: async (request) => opened().compile(request),
  warmUp: async () => opened().warmUp(),
}

expose(worker)
