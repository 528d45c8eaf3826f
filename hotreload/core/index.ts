// Everything that `tickswap/hotreload` exports: the pipeline from a changed text to a published version.

export type { Alert } from './alert.ts'
export type { AlertThresholds } from './alerts.ts'
export { type Backup, type BackupEntry, readBackupEntry, type StoredBackup } from './backup.ts'
export { codeFrame, summarise } from './code-frame.ts'
export type { CompileThread, StartThread } from './compile-thread.ts'
export type { CompileService, CompileWorker, CompileWorkerOptions } from './compile-worker.ts'
export type {
  CompiledModule,
  CompileRequest,
  CompileResult,
  CompileRetry,
  Compiler,
  ImportAddress,
  ModuleImport,
} from './compiler.ts'
export {
  type CompilerPoolOptions,
  type CompilerPoolSettings,
  createCompilerPool,
} from './compiler-pool.ts'
export { type ConsoleNotifierOptions, consoleNotifier } from './console-notifier.ts'
export { createHotReload } from './create-hot-reload.ts'
export type { Decision, DecisionKind } from './decision.ts'
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
} from './dev-channel.ts'
export type { Diagnostic, SourceLocation } from './diagnostic.ts'
export { type EditorSource, editorSource } from './editor-source.ts'
export {
  type Evaluator,
  isModuleFunction,
  type ModuleFunction,
  type ModuleRecord,
  type RequestIdle,
} from './evaluator.ts'
export type {
  HotReloadEvents,
  PassedOnEvents,
  PublishCode,
  UnchangedCode,
  Warning,
} from './events.ts'
export { FrameWork, type FrameWorkParts, type Steps } from './frame-work.ts'
export { type GuardedScripts, type GuardSite, LOOP_GUARD_SPECIFIER } from './guard-site.ts'
export type { HistoryVersion, Outcome } from './history.ts'
export { defineHosts, type Host, type HostLoader, type Hosts } from './hosts.ts'
export type {
  HotReload,
  HotReloadEvent,
  HotReloadOptions,
  IntakeTimes,
  OutcomeEvent,
} from './hot-reload.ts'
export type { InitialScript } from './initial-scripts.ts'
export type { ScriptInspection } from './inspection.ts'
export { type Batch, createIntake, type Intake, type IntakeParts } from './intake.ts'
export { LoopError } from './loop-error.ts'
export { configureLoopGuard, createLoopGuard } from './loop-guard.ts'
export { memoryBackup } from './memory-backup.ts'
export { METRICS_CONTENT_TYPE, metrics, metricsText } from './metrics.ts'
export { ModuleGraph } from './module-graph.ts'
export type { ModuleGuard } from './module-guard.ts'
export { type ModuleTextOptions, moduleText, moduleUrl } from './module-text.ts'
export type { Notice, Notifier } from './notifier.ts'
export { type NotifyOptions, notify } from './notify.ts'
export { OvertakenError } from './overtaken-error.ts'
export type { Reason } from './reason.ts'
export type { Rollback } from './rollback.ts'
export { type LoopGuardSettings, ScriptClock, type ScriptClockParts } from './script-clock.ts'
export { scriptEndings, scriptIdProblem } from './script-id.ts'
export type {
  ChangedScript,
  ScriptChange,
  ScriptRemoval,
  ScriptText,
  Source,
  SourceListener,
  UnreadableScript,
} from './source.ts'
export {
  moduleEnding,
  type ScriptAliases,
  type SpecifierCandidates,
  specifierCandidates,
} from './specifier.ts'
export type { Durations, HotReloadStats, ScriptFigures } from './stats.ts'
export { textHash } from './text-hash.ts'
export { systemTimers, type Timers } from './timers.ts'
export { createTurns, type Turns } from './turns.ts'
export type { TypeChecker, TypeCheckRequest, TypeCheckSettings } from './type-checker.ts'
export {
  type DiffHunk,
  type DiffLine,
  type VersionDiff,
  type VersionDiffOptions,
  versionDiff,
} from './version-diff.ts'
