// The compile worker's contract: what a thread that compiles offers over Comlink.

import type { Compiler } from './compiler.ts'
import type { GuardedScripts } from './guard-site.ts'

/** The part of a `Compiler` that works where esbuild runs. */
export type CompileService = Pick<Compiler, 'compile' | 'warmUp'>

/** What the thread exposes. `open` comes first, once. */
export interface CompileWorker extends CompileService {
  open(options: { readonly wasmUrl: string; readonly loopGuard?: GuardedScripts }): void
}
