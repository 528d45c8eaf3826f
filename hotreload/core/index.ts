// Everything that `tickswap/hotreload` exports: what a game needs to reload its scripts.
// What sources, compilers, evaluators, backups and type checkers are made of is in `adapters.ts`.

export type { Diagnostic, SourceLocation } from './contracts/diagnostic.ts'
export type { GuardedScripts } from './contracts/guard-site.ts'
export { defineHosts, type Host, type HostLoader, type Hosts } from './contracts/hosts.ts'
export type { Notice, Notifier } from './contracts/notifier.ts'
export type { Reason } from './contracts/reason.ts'
export type { TypeCheckSettings } from './contracts/type-checker.ts'
export type { Warning } from './contracts/warning.ts'
export { codeFrame, summarise } from './display/code-frame.ts'
export { type CodeWindow, codeWindow } from './display/code-window.ts'
export { shownLine, shownText } from './display/shown-text.ts'
export { textOfWidth, textWidth } from './display/text-width.ts'
export type { Alert } from './events/alert.ts'
export type { Decision, DecisionKind } from './events/decision.ts'
export type {
  HotReloadEvent,
  HotReloadEvents,
  OutcomeEvent,
  PublishCode,
  UnchangedCode,
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
export type { HotReload, HotReloadOptions } from './hot-reload/hot-reload.ts'
export { type EditorSource, editorSource } from './intake/editor-source.ts'
export type { IntakeTimes } from './intake/intake-times.ts'
export type { RateLimits } from './intake/rate-limits.ts'
export type { RateLimit } from './intake/token-bucket.ts'
export { LoopError } from './loop-guard/loop-error.ts'
export { configureLoopGuard } from './loop-guard/loop-guard.ts'
export type { LoopGuardSettings } from './loop-guard/run-limit.ts'
export { type ConsoleNotifierOptions, consoleNotifier } from './notices/console-notifier.ts'
export { type NotifyOptions, notify } from './notices/notify.ts'
export type { InitialScript } from './publish/initial-scripts.ts'
export type { SignedRelease } from './signatures/signature-gate.ts'
export type { SignatureSettings } from './signatures/signature-settings.ts'
export type { HistoryVersion, Outcome } from './state/history.ts'
export { memoryBackup } from './state/memory-backup.ts'
export type { AlertThresholds } from './telemetry/alerts.ts'
export type { ScriptInspection } from './telemetry/inspection.ts'
export {
  METRICS_CONTENT_TYPE,
  type MetricsSource,
  metrics,
  metricsText,
} from './telemetry/metrics.ts'
export type { Durations, HotReloadStats, ScriptStats } from './telemetry/stats.ts'
