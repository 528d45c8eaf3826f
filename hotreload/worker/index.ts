// Everything that `tickswap/hotreload/worker` exports: the compile service, for workers and compilers of your own.

export { type CompileServiceOptions, createCompileService } from './compile-service.ts'
export { createCompileWorker } from './create-compile-worker.ts'
export type { EsbuildLocation, EsbuildMessage } from './esbuild-diagnostic.ts'
export { type Esbuild, type EsbuildResult, esbuildTransform } from './esbuild-transform.ts'
export { type ScriptLanguage, scriptLanguage } from './script-language.ts'
export type { Transform, Transformed, TransformMap } from './transform.ts'
