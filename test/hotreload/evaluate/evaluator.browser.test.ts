// The page's evaluators keep the contract, leave nothing in the page, and are chosen by its policy.

import {
  blobScriptEvaluator,
  indirectEvalEvaluator,
  pageEvaluator,
} from 'tickswap/hotreload/browser'
import { describe, expect, test } from 'vitest'
import { cdp } from 'vitest/browser'
import { describeEvaluator, moduleOf } from './evaluator-conformance.ts'

describeEvaluator('indirect eval', indirectEvalEvaluator)
describeEvaluator('blob script', blobScriptEvaluator)

const VERSIONS = 200

describe.each([
  ['indirect eval', indirectEvalEvaluator],
  ['blob script', blobScriptEvaluator],
])('old functions of the %s evaluator', (_, create) => {
  test('are collected', async () => {
    const old: WeakRef<object>[] = []
    for (let version = 0; version < VERSIONS; version++) {
      const module = { exports: {} }
      const load = await create().load(moduleOf(`exports.update = () => ${version}`))
      load(module, module.exports, () => ({}))
      old.push(new WeakRef(load), new WeakRef(module.exports))
    }
    await new Promise((resolve) => setTimeout(resolve))
    await cdp().send('HeapProfiler.collectGarbage')
    expect(old.filter((reference) => reference.deref()).length).toBeLessThan(6)
  })
})

describe('the blob script evaluator', () => {
  test('removes its element', async () => {
    const before = document.scripts.length
    await blobScriptEvaluator().load(moduleOf('exports.x = 1'))
    expect(document.scripts.length).toBe(before)
  })
})

describe('the page evaluator', () => {
  test('is the indirect eval where the policy allows it', () => {
    expect(pageEvaluator().name).toBe('indirect eval')
  })

  test('is the blob script under a policy without unsafe-eval', async () => {
    expect(await answerUnder(`script-src ${location.origin} blob:`)).toEqual({
      name: 'blob script',
      result: 42,
    })
  })

  test('says what is missing under a policy that allows neither', async () => {
    const { result } = await answerUnder(`script-src ${location.origin}`)
    expect(result).toMatch(/no "script-src blob:"/)
  })
})

interface Answer {
  readonly name: string
  readonly result: unknown
}

/**
 * Loads `policy-page.ts` in a frame with this content-security policy, and waits for its answer.
 */
async function answerUnder(policy: string): Promise<Answer> {
  const frame = document.createElement('iframe')
  const script = new URL('./policy-page.ts', import.meta.url).href
  frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${policy}"><script type="module" src="${script}"></script>`
  try {
    return await new Promise<Answer>((resolve) => {
      addEventListener('message', ({ source, data }) => {
        if (source === frame.contentWindow) resolve(data)
      })
      document.body.append(frame)
    })
  } finally {
    frame.remove()
  }
}
