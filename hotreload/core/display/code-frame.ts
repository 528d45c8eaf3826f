// The code frame: a diagnostic with its source line and a mark under the place, and summaries for
// logs.

import type { Diagnostic, SourceLocation } from '../contracts/diagnostic.ts'
import { codeWindow } from './code-window.ts'
import { shownLine, shownText } from './shown-text.ts'
import { textWidth } from './text-width.ts'

/** Further notes are counted, not shown. */
const MOST_NOTES = 10

/** Further diagnostics of a summary are counted, not listed. */
const MOST_LISTED = 100

/**
 * A diagnostic as several lines of text, for a log or for the screen. Control characters are
 * escapes (see `shownText`), and what is long is cut.
 *
 * ```text
 * npc/wander.ts:3:9: error: Unexpected ";"
 *   3 | let x = ;
 *     |         ^
 * ```
 */
export function codeFrame(diagnostic: Diagnostic): string {
  const { location, message, replacement, hint, notes = [] } = diagnostic
  const more = notes.length - MOST_NOTES
  return [
    `${headline(diagnostic)}${indented(message)}`,
    ...(location ? markedLine(location) : []),
    ...(replacement === undefined ? [] : [`  Write: ${indented(replacement)}`]),
    ...(hint ? [`  Hint: ${indented(hint)}`] : []),
    ...notes.slice(0, MOST_NOTES).map((note) => `  Note: ${indented(note)}`),
    ...(more > 0 ? [`  and ${more} more notes`] : []),
  ].join('\n')
}

/** Diagnostics in few lines: how many there are, then one line for each of the first hundred. */
export function summarise(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return 'no problems'
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  const counts = [count(errors, 'error'), count(diagnostics.length - errors, 'warning')].filter(
    Boolean,
  )
  const listed = diagnostics.slice(0, MOST_LISTED)
  return [
    counts.join(' and '),
    ...listed.map((diagnostic) => headline(diagnostic) + shownLine(diagnostic.message)),
    ...(listed.length < diagnostics.length
      ? [`and ${diagnostics.length - listed.length} more`]
      : []),
  ].join('\n')
}

function headline({ location, script, severity }: Diagnostic): string {
  const place = location ? `${location.file}:${location.line}:${location.column}` : script
  return `${shownLine(place)}: ${severity}: `
}

/** Further lines of a text stand below it, so that none looks like a message of its own. */
function indented(text: string): string {
  return shownText(text).replaceAll('\n', '\n    ')
}

/** The line, and marks under what the location spans, also where characters are wide. */
function markedLine(location: SourceLocation): readonly string[] {
  const { before, marked, after } = codeWindow(location)
  const gutter = ` ${location.line} | `
  const blank = before.replace(/[^\t]+/g, (text) => ' '.repeat(textWidth(text)))
  return [
    ` ${gutter}${before}${marked}${after}`,
    ` ${gutter.replace(/\d/g, ' ')}${blank}${'^'.repeat(Math.max(1, textWidth(marked)))}`,
  ]
}

function count(number: number, noun: string): string {
  if (number === 0) return ''
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
