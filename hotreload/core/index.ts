// Everything that `tickswap/hotreload` exports: the pipeline from a changed text to a published version.

export type {
  CompiledModule,
  CompileRequest,
  CompileResult,
  Compiler,
  ModuleImport,
} from './compiler.ts'
export type { Diagnostic, SourceLocation } from './diagnostic.ts'
export type { Evaluator, ModuleFunction, ModuleRecord } from './evaluator.ts'
export type { ReportChanges, ScriptChange, Source } from './source.ts'
