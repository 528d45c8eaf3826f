// logChanges: what the terminal and Vite's overlay show of changed scripts.

import { codeFrame, type Diagnostic, shownLine, shownText } from 'tickswap/hotreload'
import type { DevChange, DevTimes } from 'tickswap/hotreload/adapters'
import type { ErrorPayload, Logger } from 'vite'
import { PLUGIN_NAME } from '../project/check-project.ts'
import type { ViteScriptFolder } from '../project/vite-script-folder.ts'

/** Further files and errors are counted, not logged. */
const MOST_LOGGED = 20

/** Logs the changed files with the time that they took, and all errors. Returns the first error. */
export function logChanges(
  logger: Logger,
  changes: readonly DevChange[],
  { noticed, compiled }: DevTimes,
): Diagnostic | undefined {
  const files = changes.slice(0, MOST_LOGGED).map(({ file }) => shownLine(file))
  const time = `(${Math.ceil(compiled - noticed)} ms)`
  logger.info(`[tickswap] ${files.join(', ')}${more(changes)} ${time}`, { timestamp: true })
  const errors = changes.flatMap(diagnosticsOf).filter(({ severity }) => severity === 'error')
  for (const error of errors.slice(0, MOST_LOGGED))
    logger.error(`[tickswap] ${codeFrame(error)}`, { timestamp: true })
  if (errors.length > MOST_LOGGED) logger.error(`[tickswap]${more(errors)} errors`)
  return errors[0]
}

function more({ length }: readonly unknown[]): string {
  return length > MOST_LOGGED ? ` and ${length - MOST_LOGGED} more` : ''
}

/** The message that makes a page show Vite's overlay. */
export function overlayMessage(
  diagnostic: Diagnostic,
  { root }: Pick<ViteScriptFolder, 'root'>,
): ErrorPayload {
  const { location, message } = diagnostic
  const file = location && shownLine(`${root}/${location.file}`)
  const err = {
    plugin: PLUGIN_NAME,
    message: shownText(message),
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
