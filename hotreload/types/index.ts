// What `tickswap/types` exports: the type checker for pages, and the parts of one for elsewhere.

export { type TypeCheckerOptions, typeChecker } from './checker/page-type-checker.ts'
export {
  createSupervisedChecker,
  type StartTypeThread,
  type SupervisedCheckerOptions,
  type TypeThread,
  type TypeThreadSettings,
} from './checker/supervised-checker.ts'
export { createMemoryFiles, type MemoryFiles, type TypeTexts } from './files/memory-files.ts'
export type { TypeFiles } from './files/type-files.ts'
export type { LazyTypeTexts, TypeTextSource } from './files/type-texts.ts'
export {
  checkingOptions,
  compilerOptions,
  type JsonCompilerOptions,
} from './service/compiler-options.ts'
export type { ScriptsHostParts } from './service/scripts-host.ts'
export {
  createTypeService,
  type TypeService,
  type TypeServiceOptions,
} from './service/type-service.ts'
