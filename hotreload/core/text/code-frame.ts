// The code frame: a diagnostic with its source line and a mark under the place, and summaries for
// logs.

import type { Diagnostic } from '../contracts/diagnostic.ts'

const FRAME_WIDTH = 100

/**
 * A diagnostic as several lines of plain text, for a log or for the screen.
 *
 * ```text
 * npc/wander.ts:3:9: error: Unexpected ";"
 *   3 | let x = ;
 *     |         ^
 * ```
 */
export function codeFrame(diagnostic: Diagnostic): string {
  const { location, replacement, hint, notes = [] } = diagnostic
  const lines = [headline(diagnostic)]
  if (location) {
    const gutter = ` ${location.line} | `
    const start = Math.max(0, location.column - 1 - FRAME_WIDTH / 2)
    const shown = location.lineText.slice(start, start + FRAME_WIDTH)
    const before = shown.slice(0, location.column - 1 - start)
    const mark = '^'.repeat(Math.max(1, Math.min(location.length, FRAME_WIDTH - before.length)))
    lines.push(
      ` ${gutter}${shown}`,
      ` ${gutter.replace(/\d/g, ' ')}${before.replace(/[^\t]/g, ' ')}${mark}`,
    )
  }
  if (replacement !== undefined) lines.push(`  Write: ${replacement}`)
  if (hint) lines.push(`  Hint: ${hint}`)
  lines.push(...notes.map((note) => `  Note: ${note}`))
  return lines.join('\n')
}

/** Diagnostics in few lines: how many there are, then one line for each. */
export function summarise(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return 'no problems'
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  const counts = [count(errors, 'error'), count(diagnostics.length - errors, 'warning')].filter(
    Boolean,
  )
  return [counts.join(' and '), ...diagnostics.map(headline)].join('\n')
}

function headline({ location, script, severity, message }: Diagnostic): string {
  const place = location ? `${location.file}:${location.line}:${location.column}` : script
  return `${place}: ${severity}: ${message}`
}

function count(number: number, noun: string): string {
  if (number === 0) return ''
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
