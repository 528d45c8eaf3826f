// The type service on files in memory, as a page's worker runs it, keeps the contract of a checker.

import {
  compilerOptions,
  createMemoryFiles,
  createSupervisedChecker,
  createTypeService,
  type TypeTexts,
} from 'tickswap/types'
import { gatherTypeFiles } from 'tickswap/types/node'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { describeTypeChecker, scriptsFolder, textOf } from './type-checker-conformance.ts'

const gathered = gatherTypeFiles({ scripts: scriptsFolder, tsconfig: 'engine/tsconfig.json' })
const options = { lib: ['es2023'], customConditions: ['tickswap-source'] }

function serviceOn(texts: TypeTexts, json: Readonly<Record<string, unknown>> = options) {
  const files = createMemoryFiles(texts, [scriptsFolder])
  return createTypeService({
    typescript: ts,
    files,
    folder: files.pathOf(''),
    scripts: files.pathOf(scriptsFolder),
    libFolder: files.pathOf('node_modules/typescript/lib'),
    options: compilerOptions(ts, json, files.pathOf('')),
  })
}

describeTypeChecker('type service in memory', () =>
  createSupervisedChecker({
    name: 'type service in memory',
    start() {
      const service = serviceOn(gathered)
      return { check: async (request) => service.check(request), end() {} }
    },
  }),
)

describe('gathered files', () => {
  test('are the library, the packages and the host modules that the scripts use', () => {
    const paths = Object.keys(gathered)
    expect(paths).toContain('node_modules/typescript/lib/lib.es5.d.ts')
    expect(paths).toContain('node_modules/bitecs/package.json')
    expect(paths).toContain('engine/index.ts')
    expect(paths).toContain('test/hotreload/game/components.ts')
  })

  test('leave out what the scripts do not need, and the scripts themselves', () => {
    const paths = Object.keys(gathered)
    expect(paths.filter((path) => path.startsWith('node_modules/esbuild'))).toEqual([])
    expect(paths.filter((path) => path.startsWith(scriptsFolder))).toEqual([])
  })
})

describe('a type service', () => {
  test('says what to do when TypeScript’s library is not among its files', () => {
    const service = serviceOn({})
    const changes = [textOf('npc/checked', 'export {}')]
    expect(() => service.check({ changes, ids: ['npc/checked'] })).toThrow(
      /lacks a part of TypeScript's library.*Add node_modules\/typescript\/lib/,
    )
  })

  test('refuses options that TypeScript does not know', () => {
    expect(() => serviceOn(gathered, { target: 'es1' })).toThrow(
      /compilerOptions for the type checker are wrong/,
    )
  })
})
