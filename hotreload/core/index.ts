// Everything that `tickswap/hotreload` exports: the pipeline from a changed text to a published version.

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
export { OvertakenError } from './compile/superseded-error.ts'
export {
  type Backup,
  type BackupEntry,
  readBackupEntry,
  type StoredBackup,
} from './contracts/backup.ts'
export type {
  CompiledModule,
  CompileRequest,
  CompileResult,
  CompileRetry,
  Compiler,
  ImportAddress,
  ModuleImport,
} from './contracts/compiler.ts'
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
export type { Diagnostic, SourceLocation } from './contracts/diagnostic.ts'
export {
  type Evaluator,
  isModuleFunction,
  type ModuleFunction,
  type ModuleRecord,
  type RequestIdle,
} from './contracts/evaluator.ts'
export {
  type GuardedScripts,
  type GuardSite,
  LOOP_GUARD_SPECIFIER,
} from './contracts/guard-site.ts'
export { defineHosts, type Host, type HostLoader, type Hosts } from './contracts/hosts.ts'
export type { Notice, Notifier } from './contracts/notifier.ts'
export type { Reason } from './contracts/reason.ts'
export type {
  ChangedScript,
  ScriptChange,
  ScriptRemoval,
  ScriptText,
  Source,
  SourceListener,
  UnreadableScript,
} from './contracts/source.ts'
export type { TypeChecker, TypeCheckRequest, TypeCheckSettings } from './contracts/type-checker.ts'
export type { Alert } from './events/alert.ts'
export type { Decision, DecisionKind } from './events/decision.ts'
export type {
  HotReloadEvents,
  PassedOnEvents,
  PublishCode,
  UnchangedCode,
  Warning,
} from './events/hot-reload-events.ts'
export type { Rollback } from './events/rollback.ts'
export {
  type DiffHunk,
  type DiffLine,
  type VersionDiff,
  type VersionDiffOptions,
  versionDiff,
} from './history/version-diff.ts'
export { createHotReload } from './hot-reload/create-hot-reload.ts'
export type {
  HotReload,
  HotReloadEvent,
  HotReloadOptions,
  IntakeTimes,
  OutcomeEvent,
} from './hot-reload/hot-reload.ts'
export { type EditorSource, editorSource } from './intake/editor-source.ts'
export { type Batch, createIntake, type Intake, type IntakeParts } from './intake/intake.ts'
export { LoopError } from './loop-guard/loop-error.ts'
export { configureLoopGuard, createLoopGuard } from './loop-guard/loop-guard.ts'
export type { ModuleGuard } from './loop-guard/module-guard.ts'
export {
  type LoopGuardSettings,
  ScriptClock,
  type ScriptClockParts,
} from './loop-guard/script-clock.ts'
export { type ConsoleNotifierOptions, consoleNotifier } from './notices/console-notifier.ts'
export { type NotifyOptions, notify } from './notices/notify.ts'
export type { InitialScript } from './publish/initial-scripts.ts'
export type { HistoryVersion, Outcome } from './state/history.ts'
export { memoryBackup } from './state/memory-backup.ts'
export { ModuleGraph } from './state/module-graph.ts'
export type { AlertThresholds } from './telemetry/alerts.ts'
export type { ScriptInspection } from './telemetry/inspection.ts'
export { METRICS_CONTENT_TYPE, metrics, metricsText } from './telemetry/metrics.ts'
export type { Durations, HotReloadStats, ScriptFigures } from './telemetry/stats.ts'
export { codeFrame, summarise } from './text/code-frame.ts'
export { type ModuleTextOptions, moduleText, moduleUrl } from './text/module-text.ts'
export { scriptEndings, scriptIdProblem } from './text/script-id.ts'
export {
  moduleEnding,
  type ScriptAliases,
  type SpecifierCandidates,
  specifierCandidates,
} from './text/specifier.ts'
export { textHash } from './text/text-hash.ts'
export { FrameWork, type FrameWorkParts, type Steps } from './time/frame-scheduler.ts'
export { createTurns, type Turns } from './time/serial-queue.ts'
export { systemTimers, type Timers } from './time/timers.ts'
