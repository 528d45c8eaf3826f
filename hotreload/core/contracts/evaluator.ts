// Evaluator: the contract between the linker and how an environment turns code into a function
// without leaking it.

import type { Milliseconds } from 'tickswap'
import type { CompiledModule } from './compiler.ts'

/** What the linker hands a module so that it can name its exports. */
export interface ModuleRecord {
  /** To be extended, and not to be replaced. */
  readonly exports: Record<string, unknown>
}

/** A compiled module as a callable function; calling it runs the module's top level. */
export type ModuleFunction = (
  module: ModuleRecord,
  exports: Record<string, unknown>,
  require: (specifier: string) => unknown,
) => void

/**
 * Calls back once, in a moment in which the environment has nothing else to do, with the time (of
 * `performance.now`) until which that lasts; unless the returned function is called before.
 */
export type RequestIdle = (callback: (until: Milliseconds) => void) => () => void

/**
 * Turns code into a function. Old functions must be collectable once nothing refers to them.
 */
export interface Evaluator {
  /** For logs, such as `indirect eval`. */
  readonly name: string
  /** Does not run the module's code. Rejects if the environment does not accept the code. */
  load(module: CompiledModule): Promise<ModuleFunction> | ModuleFunction
  /** How the environment reports idle time, if it can: modules are loaded and evaluated in it. */
  readonly requestIdle?: RequestIdle
}

/** Narrows what an environment made of a module's text. */
export function isModuleFunction(value: unknown): value is ModuleFunction {
  return typeof value === 'function'
}
