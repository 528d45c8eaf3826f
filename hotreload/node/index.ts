// Everything that `tickswap/hotreload/node` exports: what the pipeline needs in Node.

export { chooseWatcher, type WatcherChoice, type WatcherReasonCode } from './choose-watcher.ts'
export { nodeEvaluator } from './evaluator.ts'
export type { FileStamp } from './file-stamp.ts'
export type { FileSystem, FileSystemKind, Surroundings } from './file-system.ts'
export { folderBackup } from './folder-backup.ts'
export { nativeCompiler } from './native-compiler.ts'
export { type NativeWatcherOptions, nativeWatcher } from './native-watcher.ts'
export { nodeCompiler } from './node-compiler.ts'
export { type PollingWatcherOptions, pollingWatcher } from './polling-watcher.ts'
export { processMemory } from './process-memory.ts'
export type { ScriptFolder } from './script-folder.ts'
export { createScriptPaths, type ScriptFile, type ScriptGlobs, type ScriptPaths } from './script-paths.ts'
export type {
  ScriptWatcher,
  WatcherListener,
  WatcherMode,
  WatcherStatus,
  WatchOverhead,
} from './script-watcher.ts'
export type { Sight } from './sight.ts'
export { type FileAccess, type OpenFile, type ReadPlace, stableRead } from './stable-read.ts'
export type { SweepTimes } from './sweep.ts'
export { type ThreadCompilerOptions, threadCompiler } from './thread-compiler.ts'
export type { Timers } from './timers.ts'
export type { SessionCounts } from './watch-session.ts'
export {
  type WatchSource,
  type WatchSourceOptions,
  type WatchSourceStatus,
  watchSource,
} from './watch-source.ts'
