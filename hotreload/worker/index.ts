// Everything that `tickswap/hotreload/worker` exports: the compile service, for custom compilers.

export { textProblem } from './nesting/text-problem.ts'
export { type CompileServiceOptions, createCompileService } from './service/compile-service.ts'
export { createCompileWorker } from './service/create-compile-worker.ts'
export type { EsbuildLocation, EsbuildMessage } from './transform/esbuild-diagnostic.ts'
export {
  type Esbuild,
  type EsbuildResult,
  esbuildTransform,
} from './transform/esbuild-transform.ts'
export { firstDiagnostics } from './transform/first-diagnostics.ts'
export { type ScriptLanguage, scriptLanguage } from './transform/script-language.ts'
export type { Transform, Transformed, TransformMap } from './transform/transform.ts'
