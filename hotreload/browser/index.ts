// Everything that `tickswap/hotreload/browser` exports: what the pipeline needs in a page.

export { blobScriptEvaluator } from './blob-script.ts'
export { pageEvaluator } from './evaluator.ts'
export { type IndexedDbBackupOptions, indexedDbBackup } from './indexed-db-backup.ts'
export { indirectEvalEvaluator } from './indirect-eval.ts'
export { pageMemory } from './page-memory.ts'
export { type WorkerCompilerOptions, workerCompiler } from './worker-compiler.ts'
