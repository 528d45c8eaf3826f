// The type checker for pages keeps the contract, in a real module worker, and explains its
// failures.

import { typeChecker } from 'tickswap/types'
import { expect, test } from 'vitest'
import { PATIENCE } from '../patience.ts'
import { pageCompilerOptions, pageScripts, pageTypeFiles } from './page-type-files.ts'
import { describeTypeChecker, textOf } from './type-checker-conformance.ts'

const options = {
  files: pageTypeFiles,
  scripts: pageScripts,
  compilerOptions: pageCompilerOptions,
  timeLimit: PATIENCE,
}
const changes = [textOf('npc/checked', 'export const speed: number = "fast"')]
const question = { changes, ids: ['npc/checked'] }

describeTypeChecker('TypeScript worker', () => typeChecker(options))

test('loads its files when types are first checked', async () => {
  let loads = 0
  const files = () => {
    loads++
    return pageTypeFiles
  }
  const checker = typeChecker({ ...options, files })
  expect(loads).toBe(0)
  expect((await checker.check(question)).length).toBe(1)
  expect((await checker.check(question)).length).toBe(1)
  expect(loads).toBe(1)
  await checker.close()
})

test('treats declarations outside of packages as ambient', async () => {
  const files = {
    ...pageTypeFiles,
    '../hotreload/game/globals.d.ts': 'declare const gravity: number',
  }
  const checker = typeChecker({ ...options, files })
  const changes = [textOf('npc/checked', 'export const fall: string = gravity')]
  expect(await checker.check({ changes, ids: ['npc/checked'] })).toMatchObject([{ code: 'TS2322' }])
  await checker.close()
})

test('fetches its files itself from an address', async () => {
  const texts = await Promise.all(
    Object.entries(pageTypeFiles).map(async ([path, load]) => [path, await load()]),
  )
  const json = new Blob([JSON.stringify(Object.fromEntries(texts))], { type: 'application/json' })
  const address = URL.createObjectURL(json)
  const checker = typeChecker({ ...options, files: new URL(address) })
  expect((await checker.check(question)).length).toBe(1)
  await checker.close()
  URL.revokeObjectURL(address)
})

test('says which address cannot be fetched', async () => {
  const checker = typeChecker({
    ...options,
    files: new URL('/no-such-files.json', 'http://localhost:1'),
  })
  await expect(checker.check(question)).rejects.toThrow(/fetch/)
  await checker.close()
})

test('says what to do when TypeScript’s library is not among its files', async () => {
  const checker = typeChecker({ ...options, files: {} })
  await expect(checker.check(question)).rejects.toThrow(/lacks a part of TypeScript's library/)
  await checker.close()
})

test('starts another worker after one that cannot be loaded', async () => {
  const checker = typeChecker({
    ...options,
    workerUrl: new URL('/no-such-worker.js', location.href),
  })
  await expect(checker.check(question)).rejects.toThrow(/The type worker failed/)
  await expect(checker.check(question)).rejects.toThrow(/The type worker failed/)
  await checker.close()
})
