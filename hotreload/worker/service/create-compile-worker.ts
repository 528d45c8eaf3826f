// The compile worker: the compile service as a thread exposes it.

import type {
  CompileService,
  CompileWorker,
  CompileWorkerOptions,
} from 'tickswap/hotreload/adapters'
import { type Esbuild, esbuildTransform } from '../transform/esbuild-transform.ts'
import { createCompileService } from './compile-service.ts'

/**
 * Creates what a thread exposes over Comlink to a compiler pool.
 *
 * @param loadEsbuild resolves with the esbuild of the thread's environment, ready to use.
 *
 * @example `expose(createCompileWorker(() => import('esbuild')))`
 */
export function createCompileWorker(
  loadEsbuild: (options: CompileWorkerOptions) => Promise<Esbuild>,
): CompileWorker {
  let service: CompileService | undefined

  function opened(): CompileService {
    if (!service) throw new Error('The compile worker was not opened: call open(…) first.')
    return service
  }

  return {
    open(options) {
      const transform = esbuildTransform(() => loadEsbuild(options))
      service = createCompileService({ ...options, transform })
    },
    compile: async (request) => opened().compile(request),
    warmUp: async () => opened().warmUp(),
  }
}
