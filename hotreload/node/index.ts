// Everything that `tickswap/hotreload/node` exports: what the pipeline needs in Node.

export { nodeEvaluator } from './evaluator.ts'
export { folderBackup } from './folder-backup.ts'
export { nativeCompiler } from './native-compiler.ts'
export { nodeCompiler } from './node-compiler.ts'
export { processMemory } from './process-memory.ts'
export { type ThreadCompilerOptions, threadCompiler } from './thread-compiler.ts'
export {
  chooseWatcher,
  type WatcherChoice,
  type WatcherReasonCode,
} from './watch/choose-watcher.ts'
export type { FileStamp } from './watch/file-stamp.ts'
export type { FileSystem, FileSystemKind, Surroundings } from './watch/file-system.ts'
export { type NativeWatcherOptions, nativeWatcher } from './watch/native-watcher.ts'
export { type PollingWatcherOptions, pollingWatcher } from './watch/polling-watcher.ts'
export type { ScriptFolder } from './watch/script-folder.ts'
export {
  createScriptPaths,
  type ScriptFile,
  type ScriptGlobs,
  type ScriptPaths,
} from './watch/script-paths.ts'
export type {
  ScriptWatcher,
  WatcherListener,
  WatcherMode,
  WatcherStatus,
  WatchOverhead,
} from './watch/script-watcher.ts'
export type { Sight } from './watch/sight.ts'
export { type FileAccess, type OpenFile, type ReadPlace, stableRead } from './watch/stable-read.ts'
export type { SweepTimes } from './watch/sweep.ts'
export type { SessionCounts } from './watch/watch-session.ts'
export {
  type WatchSource,
  type WatchSourceOptions,
  type WatchSourceStatus,
  watchSource,
} from './watch/watch-source.ts'
