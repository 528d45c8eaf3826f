// logChanges: what the terminal and Vite's overlay show of changed scripts.

import { codeFrame, type Diagnostic } from 'tickswap/hotreload'
import type { DevChange, DevTimes } from 'tickswap/hotreload/adapters'
import type { ErrorPayload, Logger } from 'vite'
import { PLUGIN_NAME } from '../project/check-project.ts'
import type { ViteScriptFolder } from '../project/vite-script-folder.ts'

/** Logs the changed files with the time that they took, and all errors. Returns the first error. */
export function logChanges(
  logger: Logger,
  changes: readonly DevChange[],
  { noticed, compiled }: DevTimes,
): Diagnostic | undefined {
  const files = changes.map(({ file }) => file).join(', ')
  logger.info(`[tickswap] ${files} (${Math.ceil(compiled - noticed)} ms)`, { timestamp: true })
  const errors = changes.flatMap(diagnosticsOf).filter(({ severity }) => severity === 'error')
  for (const error of errors) logger.error(`[tickswap] ${codeFrame(error)}`, { timestamp: true })
  return errors[0]
}

/** The message that makes a page show Vite's overlay. */
export function overlayMessage(diagnostic: Diagnostic, { root }: ViteScriptFolder): ErrorPayload {
  const { location, message } = diagnostic
  const file = location && `${root}/${location.file}`
  const err = {
    plugin: PLUGIN_NAME,
    message,
    stack: '',
    frame: codeFrame(diagnostic),
    ...(file && { id: file }),
    ...(location && file && { loc: { file, line: location.line, column: location.column - 1 } }),
  }
  return { type: 'error', err }
}

function diagnosticsOf(change: DevChange): readonly Diagnostic[] {
  if ('diagnostics' in change) return change.diagnostics
  return 'compiled' in change && change.compiled ? change.compiled.diagnostics : []
}
