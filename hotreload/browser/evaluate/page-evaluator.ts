// pageEvaluator: the fastest evaluator that the page's content-security policy allows.

import type { Evaluator } from 'tickswap/hotreload/adapters'
import { idleTime } from '../page/idle-time.ts'
import { blobScriptEvaluator } from './blob-script-evaluator.ts'
import { indirectEvalEvaluator, isEvalAllowed } from './indirect-eval-evaluator.ts'

/**
 * The fastest evaluator that the page allows: an indirect `eval`, or, under a policy without
 * `unsafe-eval`, scripts from blobs, for which the policy needs `script-src blob:`. If neither is
 * allowed, `load` rejects and says so.
 */
export function pageEvaluator(): Evaluator {
  return { ...(isEvalAllowed() ? indirectEvalEvaluator() : blobScriptEvaluator()), ...idleTime() }
}
