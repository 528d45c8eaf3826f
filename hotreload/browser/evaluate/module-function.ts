// moduleFunction: what the page's evaluators check before they return the function of a module.

import {
  type CompiledModule,
  isModuleFunction,
  type ModuleFunction,
} from 'tickswap/hotreload/adapters'

/** @throws TypeError for what a compiler made that is not a module. */
export function moduleFunction(
  loaded: unknown,
  { id }: Pick<CompiledModule, 'id'>,
): ModuleFunction {
  if (isModuleFunction(loaded)) return loaded
  throw new TypeError(`The compiled code of "${id}" is not a module function.`)
}
