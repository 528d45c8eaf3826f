// Everything that `tickswap/hotreload/node` exports: what the pipeline needs in Node.

export { nodeEvaluator } from './evaluator.ts'
export { folderBackup } from './folder-backup.ts'
