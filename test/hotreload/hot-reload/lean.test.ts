// A hot reload over the lean build cannot be, and says so when it is made.

import { createWorld } from 'bitecs'
import { createHotReload, editorSource } from 'tickswap/hotreload'
import { nodeEvaluator } from 'tickswap/hotreload/node'
import { createBehaviours } from 'tickswap/lean'
import { expect, test } from 'vitest'
import { nodeCompiler } from '../compile/node-compiler.ts'

test('is rejected at once, with how to get the full build', async () => {
  const compiler = nodeCompiler()
  const behaviours = createBehaviours(createWorld())
  const create = () =>
    createHotReload(behaviours, {
      source: editorSource(),
      compiler,
      evaluator: nodeEvaluator(),
      scripts: {},
    })
  expect(create).toThrow(
    /^New versions cannot be prepared: this is the lean build .*"tickswap-full"/,
  )
})
