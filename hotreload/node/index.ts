// Everything that `tickswap/hotreload/node` exports: compilers, evaluator, backup and source.

export { nativeCompiler } from './compile/native-compiler.ts'
export { nodeCompiler } from './compile/node-compiler.ts'
export { type ThreadCompilerOptions, threadCompiler } from './compile/thread-compiler.ts'
export { folderBackup } from './run/folder-backup.ts'
export { nodeEvaluator } from './run/node-evaluator.ts'
export { processMemory } from './run/process-memory.ts'
export type { FolderOptions } from './sign/read-folder.ts'
export { type SignedFolder, type SignOptions, signScripts } from './sign/sign-scripts.ts'
export {
  type FolderProblem,
  type VerifiedFolder,
  verifyScripts,
} from './sign/verify-scripts.ts'
export type { FileSystem, FileSystemKind } from './watch/folder/file-system.ts'
export type { ScriptFolder } from './watch/folder/script-folder.ts'
export type { ScriptGlobs } from './watch/folder/script-paths.ts'
export type { SweepTimes } from './watch/session/sweep.ts'
export type { SessionCounts } from './watch/session/watch-session.ts'
export {
  type WatchSource,
  type WatchSourceOptions,
  type WatchSourceStatus,
  watchSource,
} from './watch/session/watch-source.ts'
export type { WatchOverhead } from './watch/time/overhead-meter.ts'
export { type NativeWatcherOptions, nativeWatcher } from './watch/watchers/native-watcher.ts'
export { type PollingWatcherOptions, pollingWatcher } from './watch/watchers/polling-watcher.ts'
export type {
  ScriptWatcher,
  WatcherListener,
  WatcherMode,
  WatcherReasonCode,
  WatcherStatus,
} from './watch/watchers/script-watcher.ts'
