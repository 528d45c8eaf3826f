// indirectEvalEvaluator: the fastest one, in a page whose policy allows `unsafe-eval`.

import { type Evaluator, moduleText, trustedScript } from 'tickswap/hotreload/adapters'
import { moduleFunction } from './module-function.ts'

/**
 * Turns code into functions with an indirect `eval`, which sees no scope but the global one.
 * Old functions are garbage collected; `import()` of a blob would keep each of them while the page
 * lives.
 */
export function indirectEvalEvaluator(): Evaluator {
  return {
    name: 'indirect eval',
    load: (module) => moduleFunction(indirectEval(moduleText(module)), module),
  }
}

/** Whether the page's content-security policy allows `eval`. If not, the attempt is a violation. */
export function isEvalAllowed(): boolean {
  try {
    return indirectEval('true') === true
  } catch {
    return false
  }
}

function indirectEval(text: string): unknown {
  // biome-ignore lint/security/noGlobalEval: to run the text of a script is what an evaluator is for.
  return globalThis.eval(trustedScript(text))
}
