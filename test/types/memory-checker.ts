// A type checker for the test game in the test's own thread, on files in memory.

import type { TypeChecker } from 'tickswap/hotreload/adapters'
import {
  compilerOptions,
  createMemoryFiles,
  createSupervisedChecker,
  createTypeService,
  type JsonCompilerOptions,
  type TypeService,
  type TypeTexts,
} from 'tickswap/types'
import { gatherTypeFiles } from 'tickswap/types/node'
import ts from 'typescript'
import { scriptsFolder } from './type-checker-conformance.ts'

/** What the scripts of the test game need. */
export const gathered = gatherTypeFiles({
  scripts: scriptsFolder,
  tsconfig: 'engine/tsconfig.json',
})

/** A service for the scripts of the test game, on these files. */
export function memoryService(texts: TypeTexts, options: JsonCompilerOptions = {}): TypeService {
  const files = createMemoryFiles(texts, [scriptsFolder])
  const json = { lib: ['es2023'], customConditions: ['tickswap-source'], ...options }
  return createTypeService({
    typescript: ts,
    files,
    folder: files.pathOf(''),
    scripts: files.pathOf(scriptsFolder),
    libFolder: files.pathOf('node_modules/typescript/lib'),
    options: compilerOptions(ts, json, files.pathOf('')),
  })
}

/**
 * A checker with such a service; `before` is called at each check, and may throw for a thread that
 * dies.
 */
export function memoryChecker(before: () => void = () => {}): TypeChecker {
  return createSupervisedChecker({
    name: 'type service in memory',
    start() {
      const service = memoryService(gathered)
      return {
        async check(request) {
          before()
          return service.check(request)
        },
        end() {},
      }
    },
  })
}
