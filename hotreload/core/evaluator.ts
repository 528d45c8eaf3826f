// Evaluator: the contract between the linker and how an environment turns code into a function without leaking it.

import type { CompiledModule } from './compiler.ts'

/** What the linker hands a module so that it can name its exports. */
export interface ModuleRecord {
  exports: Record<string, unknown>
}

/** A compiled module as a callable function; calling it runs the module's top level. */
export type ModuleFunction = (
  module: ModuleRecord,
  exports: Record<string, unknown>,
  require: (specifier: string) => unknown,
) => void

/** Turns code into a function. Old functions must be collectable once nothing refers to them. */
export interface Evaluator {
  /** For logs, such as `indirect eval`. */
  readonly name: string
  /** Does not run the module's code. Rejects if the environment refuses the code. */
  load(module: CompiledModule): Promise<ModuleFunction> | ModuleFunction
}

/** Narrows what an environment made of a module's text. */
export function isModuleFunction(value: unknown): value is ModuleFunction {
  return typeof value === 'function'
}
