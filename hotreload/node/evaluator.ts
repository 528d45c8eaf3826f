// The Node evaluator: scripts of the `vm` module, in the context the game runs in.

import { Script } from 'node:vm'
import { type Evaluator, isModuleFunction, moduleText, moduleUrl } from 'tickswap/hotreload'

/**
 * Turns code into functions with `vm.Script`. Old functions are collected like any others; `import()` of a data URL
 * would keep each of them until the process ends. Scripts see the game's own globals: this is no sandbox.
 */
export function nodeEvaluator(): Evaluator {
  return {
    name: 'vm script',
    load(module) {
      const script = new Script(moduleText(module), { filename: moduleUrl(module.file) })
      const loaded: unknown = script.runInThisContext()
      if (!isModuleFunction(loaded)) throw new TypeError(`The code of "${module.id}" is not a module's.`)
      return loaded
    },
  }
}
