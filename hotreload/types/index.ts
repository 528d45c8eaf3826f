// Everything that `tickswap/types` exports: the type checker for pages, and what checkers elsewhere are made of.

export { checkingOptions, compilerOptions, type JsonCompilerOptions } from './compiler-options.ts'
export { createMemoryFiles, type MemoryFiles, type TypeTexts } from './memory-files.ts'
export type { ScriptsHostParts } from './scripts-host.ts'
export {
  createSupervisedChecker,
  type StartTypeThread,
  type SupervisedCheckerOptions,
  type TypeThread,
  type TypeThreadSettings,
} from './supervised-checker.ts'
export { type TypeCheckerOptions, typeChecker } from './type-checker.ts'
export type { TypeFiles } from './type-files.ts'
export { createTypeService, type TypeService, type TypeServiceOptions } from './type-service.ts'
export type { LazyTypeTexts, TypeTextSource } from './type-texts.ts'
