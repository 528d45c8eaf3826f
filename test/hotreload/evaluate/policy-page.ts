// The script of a page with a content-security policy: runs a module, and tells the page around it
// what came of it.

import { pageEvaluator } from 'tickswap/hotreload/browser'
import { moduleOf } from './evaluator-conformance.ts'

const evaluator = pageEvaluator()
parent.postMessage({ name: evaluator.name, result: await answer() }, '*')

async function answer(): Promise<unknown> {
  try {
    const module = { exports: { answer: 0 } }
    const load = await evaluator.load(moduleOf('exports.answer = 42'))
    load(module, module.exports, () => ({}))
    return module.exports.answer
  } catch (error) {
    return String(error)
  }
}
