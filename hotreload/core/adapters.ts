// Everything that `tickswap/hotreload/adapters` exports: for sources, compilers, evaluators,
// backups and type checkers of one's own. Each contract has a conformance suite in the tests.

export type { CompileThread, StartThread } from './compile/compile-thread.ts'
export type {
  CompileService,
  CompileWorker,
  CompileWorkerOptions,
} from './compile/compile-worker.ts'
export {
  type CompilerPoolOptions,
  type CompilerPoolSettings,
  createCompilerPool,
} from './compile/compiler-pool.ts'
export { SupersededError } from './compile/superseded-error.ts'
export type { Backup, BackupEntry, ReleaseMemory, StoredBackup } from './contracts/backup.ts'
export type {
  CompiledModule,
  CompileRequest,
  CompileResult,
  CompileRetry,
  Compiler,
  ImportAddress,
  ModuleImport,
} from './contracts/compiler.ts'
// For other development servers than Vite.
export {
  type DevAnswer,
  type DevChange,
  type DevChanges,
  type DevHello,
  type DevRequest,
  type DevText,
  type DevTimes,
  devMessages,
  type TextHashes,
} from './contracts/dev-channel.ts'
export {
  type Evaluator,
  isModuleFunction,
  type ModuleFunction,
  type ModuleRecord,
  type RequestIdle,
} from './contracts/evaluator.ts'
export { type GuardSite, LOOP_GUARD_SPECIFIER } from './contracts/guard-site.ts'
export type {
  ChangedScript,
  ScriptChange,
  ScriptRemoval,
  ScriptText,
  Source,
  SourceListener,
  UnreadableScript,
} from './contracts/source.ts'
export type { TypeChecker, TypeCheckRequest } from './contracts/type-checker.ts'
export type { ModuleGuard } from './loop-guard/module-guard.ts'
export { readBackupEntry } from './state/read-backup-entry.ts'
export { decodeText, type FileProblem } from './text/decode-text.ts'
export { type ModuleTextOptions, moduleText, moduleUrl } from './text/module-text.ts'
export { extensionRank, isFileOf, scriptExtensions, scriptIdProblem } from './text/script-id.ts'
export {
  moduleExtension,
  type ScriptAliases,
  type SpecifierCandidates,
  specifierCandidates,
} from './text/specifier.ts'
export { lineStarts, shownLine, splitLines } from './text/split-lines.ts'
export { textHash } from './text/text-hash.ts'

export { textStart } from './text/text-place.ts'

export { isTooLarge, MAX_TEXT_SIZE, tooLarge } from './text/text-size.ts'
export {
  isTrustRefusal,
  TRUSTED_TYPES_ADVICE,
  trustedScript,
  trustedScriptUrl,
} from './text/trusted-text.ts'
export { utf8Length } from './text/utf8-length.ts'

export { createSerialQueue, type SerialQueue } from './time/serial-queue.ts'
export { systemTimers, type Timers } from './time/timers.ts'
