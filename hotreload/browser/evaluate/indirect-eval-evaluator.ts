// The indirect-eval evaluator: the fastest one in a page whose policy allows `unsafe-eval`.

import { type Evaluator, isModuleFunction, moduleText } from 'tickswap/hotreload'

/**
 * Turns code into functions with an indirect `eval`, which sees no scope but the global one. Old functions are
 * collected like any others; `import()` of a blob would keep each of them until the page is closed.
 */
export function indirectEvalEvaluator(): Evaluator {
  return {
    name: 'indirect eval',
    load(module) {
      const loaded = indirectEval(moduleText(module))
      if (!isModuleFunction(loaded))
        throw new TypeError(`The code of "${module.id}" is not a module's.`)
      return loaded
    },
  }
}

/** Whether the page's content-security policy allows `eval`. Asking is reported to the policy's listeners. */
export function isEvalAllowed(): boolean {
  try {
    return indirectEval('true') === true
  } catch {
    return false
  }
}

function indirectEval(text: string): unknown {
  // biome-ignore lint/security/noGlobalEval: to run the text of a script is what an evaluator is for.
  return globalThis.eval(text)
}
