// The Node evaluator: functions of the `vm` module, in the game's own context.

import { url as inspectorUrl } from 'node:inspector'
import { compileFunction } from 'node:vm'
import {
  type Evaluator,
  isModuleFunction,
  moduleText,
  moduleUrl,
} from 'tickswap/hotreload/adapters'

/**
 * Turns code into functions with `vm.compileFunction`. Old functions are garbage collected
 * like any others. (`vm.Script` keeps some 30 kB of each version in V8's compilation cache until
 * memory runs short; `import()` of a data URL keeps all of it until the process ends.) Source maps
 * are included once a debugger is attached. Scripts see the game's globals: this is not a sandbox.
 */
export function nodeEvaluator(): Evaluator {
  return {
    name: 'vm function',
    load(module) {
      const map = inspectorUrl() !== undefined
      const text = moduleText(module, { map })
      const make = compileFunction(`return ${text}`, [], { filename: moduleUrl(module.file) })
      const loaded: unknown = make()
      if (!isModuleFunction(loaded))
        throw new TypeError(`The compiled code of "${module.id}" is not a module function.`)
      return loaded
    },
  }
}
