// The compile worker's contract: what a thread that compiles offers over Comlink.

import type { CompileRequest, CompileResult, Compiler } from '../contracts/compiler.ts'
import type { GuardedScripts } from '../contracts/guard-site.ts'

/** The part of a `Compiler` that works where esbuild runs. */
export interface CompileService extends Pick<Compiler, 'warmUp'> {
  compile(request: CompileRequest): Promise<CompileResult>
}

/** How a compile worker works. */
export interface CompileWorkerOptions {
  /**
   * Where the worker loads esbuild's wasm from. Without it, it takes the native esbuild: in Node
   * only.
   */
  readonly wasmUrl?: string
  /** Which scripts get a loop guard. Default all. */
  readonly loopGuard?: GuardedScripts
}

/** What the thread exposes. `open` comes first, once. */
export interface CompileWorker extends CompileService {
  open(options: CompileWorkerOptions): void
}
