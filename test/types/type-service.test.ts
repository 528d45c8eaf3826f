// The type service on files in memory, as a page's worker runs it, keeps the contract of a checker.

import { describe, expect, test } from 'vitest'
import { gathered, memoryChecker, memoryService } from './memory-checker.ts'
import { describeTypeChecker, scriptsFolder, textOf } from './type-checker-conformance.ts'

describeTypeChecker('type service in memory', memoryChecker)

describe('gathered files', () => {
  const paths = Object.keys(gathered)

  test('are the library, the packages and the host modules that the scripts use', () => {
    expect(paths).toContain('node_modules/typescript/lib/lib.es5.d.ts')
    expect(paths).toContain('node_modules/bitecs/package.json')
    expect(paths).toContain('engine/index.ts')
    expect(paths).toContain('test/hotreload/game/components.ts')
  })

  test('leave out what the scripts do not need, and the scripts themselves', () => {
    expect(paths.filter((path) => path.startsWith('node_modules/esbuild'))).toEqual([])
    expect(paths.filter((path) => path.startsWith(scriptsFolder))).toEqual([])
  })
})

describe('a type service', () => {
  test('says what to do when TypeScript’s library is not among its files', () => {
    const service = memoryService({})
    const changes = [textOf('npc/checked', 'export {}')]
    expect(() => service.check({ changes, ids: ['npc/checked'] })).toThrow(
      /lacks a part of TypeScript's library.*Add node_modules\/typescript\/lib/,
    )
  })

  test('rejects options that TypeScript does not know', () => {
    expect(() => memoryService(gathered, { target: 'es1' })).toThrow(
      /type checker cannot use these compilerOptions/,
    )
  })
})
