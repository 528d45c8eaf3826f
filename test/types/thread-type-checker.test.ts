// The type checker for Node keeps the contract, in a real worker thread, and explains its failures.

import { threadTypeChecker } from 'tickswap/types/node'
import { expect, test } from 'vitest'
import { PATIENCE } from '../patience.ts'
import { describeTypeChecker, scriptsFolder, textOf } from './type-checker-conformance.ts'

const tsconfig = 'test/tsconfig.json'
const timeLimit = PATIENCE

describeTypeChecker('TypeScript thread', () =>
  threadTypeChecker({ scripts: scriptsFolder, tsconfig, timeLimit }),
)

test('takes the options of the nearest tsconfig.json, and warns of what is unused', async () => {
  const checker = threadTypeChecker({ scripts: scriptsFolder, timeLimit })
  const changes = [textOf('npc/checked', 'export const one = () => { const unused = 1 }')]
  const problems = await checker.check({ changes, ids: ['npc/checked'] })
  expect(problems).toMatchObject([{ code: 'TS6133', severity: 'warning' }])
  await checker.close()
})

test('takes the declarations that a tsconfig.json includes', async () => {
  const checker = threadTypeChecker({
    scripts: scriptsFolder,
    tsconfig: 'engine/tsconfig.json',
    timeLimit,
  })
  const changes = [textOf('npc/checked', 'export const now: string = performance.now()')]
  const problems = await checker.check({ changes, ids: ['npc/checked'] })
  expect(problems.map(({ code }) => code)).toEqual(['TS2322'])
  await checker.close()
})

test('names a folder that does not exist', async () => {
  const checker = threadTypeChecker({ scripts: 'no/such/folder', tsconfig })
  await expect(checker.check({ changes: [], ids: [] })).rejects.toThrow(
    /no\/such\/folder does not exist/,
  )
  await checker.close()
})

test('names a tsconfig.json that does not exist', async () => {
  const checker = threadTypeChecker({ scripts: scriptsFolder, tsconfig: 'no/tsconfig.json' })
  await expect(checker.check({ changes: [], ids: [] })).rejects.toThrow(/no\/tsconfig\.json/)
  await checker.close()
})

test('rejects when the thread crashes, at every request', async () => {
  const threadUrl = new URL('data:text/javascript,process.exit(3)')
  const checker = threadTypeChecker({ scripts: scriptsFolder, tsconfig, threadUrl })
  const ask = () => checker.check({ changes: [], ids: [] })
  await expect(ask()).rejects.toThrow('The type thread exited with code 3.')
  await expect(ask()).rejects.toThrow('The type thread exited with code 3.')
  await checker.close()
})

test('terminates a thread that takes too long, and starts another one for the next request', async () => {
  const checker = threadTypeChecker({ scripts: scriptsFolder, tsconfig, timeLimit: 1 })
  const ask = () => checker.check({ changes: [], ids: [] })
  await expect(ask()).rejects.toThrow('The TypeScript thread took longer than 1 ms for one check')
  await expect(ask()).rejects.toThrow('The TypeScript thread took longer than 1 ms for one check')
  await checker.close()
})
