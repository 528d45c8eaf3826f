// Everything that `tickswap/hotreload/node` exports: what the pipeline needs in Node.

export { nodeEvaluator } from './evaluator.ts'
export { folderBackup } from './folder-backup.ts'
export { nativeCompiler } from './native-compiler.ts'
export { nodeCompiler } from './node-compiler.ts'
export { processMemory } from './process-memory.ts'
export { type ThreadCompilerOptions, threadCompiler } from './thread-compiler.ts'
