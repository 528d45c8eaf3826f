// Compiler: the contract between the pipeline and whatever turns a script's text into a linkable
// module.

import type { Milliseconds } from 'tickswap'
import type { Diagnostic, SourceLocation } from './diagnostic.ts'
import type { GuardSite } from './guard-site.ts'

/** One text to compile. */
export interface CompileRequest {
  /** The script's id, such as `npc/wander`. */
  readonly id: string
  /**
   * Its file relative to the scripts' root, such as `npc/wander.ts`. The extension chooses the
   * loader.
   */
  readonly file: string
  readonly text: string
}

/** Where an import leads: to another script, or to a host module. */
export type ImportAddress =
  | { readonly kind: 'script'; readonly id: string }
  | { readonly kind: 'host'; readonly key: string }

/** One import of a compiled module. */
export interface ModuleImport {
  /** As the script writes it: `./steer`, `../components`, `tickswap`. */
  readonly specifier: string
  /** The names it takes from there; `*` when it takes the whole namespace. */
  readonly names: readonly string[]
  /** Where it leads, if the source or the compiler knows; else that follows from the specifier. */
  readonly address?: ImportAddress
  /** The statement, where it is known. */
  readonly location?: SourceLocation
}

/**
 * A script compiled to the body of a function of `module`, `exports` and `require` (CommonJS, live
 * bindings). `require` answers with a namespace, whose `default` is the default export: code takes
 * it as it is, and defines its own exports as getters on `exports`. Another `module.exports` is
 * ignored.
 *
 * Code with a loop guard requires its checks, a `ModuleGuard`, under `LOOP_GUARD_SPECIFIER`, which
 * is no import of the script's. It names them by index; where they stand is in `guardSites`. So an
 * edit that only moves lines leaves the code as it is.
 */
export interface CompiledModule {
  readonly id: string
  readonly file: string
  readonly text: string
  /** SHA-256 of `text`, in hex. */
  readonly hash: string
  readonly code: string
  /** A version 3 source map as JSON, from `code` to `text`. */
  readonly map: string
  readonly imports: readonly ModuleImport[]
  /** The names it exports; `*` stands for what an `export * from` adds. */
  readonly exports: readonly string[]
  /** Where the loop guard's checks stand, if the code has any. */
  readonly guardSites?: readonly GuardSite[]
}

/**
 * What came of one request. Errors are data: exceptions lose their fields on the way out of a
 * worker.
 */
export type CompileResult =
  | {
      readonly ok: true
      readonly module: CompiledModule
      /** Warnings. */
      readonly diagnostics: readonly Diagnostic[]
      /** Whether the compiler had the result already. */
      readonly cached?: boolean
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }

/** A compile that failed for a transient reason, such as a crashed worker, and is tried again. */
export interface CompileRetry {
  /** The script's id. */
  readonly id: string
  /** The attempt that failed, from 1. */
  readonly attempt: number
  /** How long it waits until the next one. */
  readonly delay: Milliseconds
  readonly error: unknown
}

/** Compiles one module at a time; several requests may be under way. */
export interface Compiler {
  /** For logs, such as `esbuild-wasm worker`. */
  readonly name: string
  /**
   * Rejects only if the compiler itself failed (worker crashed, wasm not found); never for what a
   * script says.
   *
   * @param signal aborts when the answer is not needed any more. A compiler that supports it
   * rejects at once with a `SupersededError`, and starts nothing new.
   */
  compile(request: CompileRequest, signal?: AbortSignal): Promise<CompileResult>
  /** Gets ready ahead of the first request, without blocking a frame. Optional to call. */
  warmUp(): Promise<void>
  /** Calls `listener` before a compile is tried again, until the returned function is called. */
  onRetry?(listener: (retry: CompileRetry) => void): () => void
  /** Ends workers; requests under way reject. Resolves when all have ended. */
  close(): Promise<void>
}
