// The console notifier: notices as lines of text, for Node and for any console.

import type { Notice, Notifier } from '../contracts/notifier.ts'
import { codeFrame } from '../display/code-frame.ts'
import { shownLine, shownText } from '../display/shown-text.ts'

/** How to write notices. */
export interface ConsoleNotifierOptions {
  /** Takes the text of one notice, which may have several lines. Default `console.log`. */
  readonly log?: (text: string) => void
  /** Whether to use ANSI colours. Default false, since not every console shows them. */
  readonly colour?: boolean
}

const SIGNS: Readonly<Record<Notice['tone'], string>> = { success: '✓', warning: '!', error: '✗' }
const COLOURS: Readonly<Record<Notice['tone'], number>> = { success: 32, warning: 33, error: 31 }

/**
 * Writes one line for each success, and the code frames of errors and warnings. What stands already
 * is not written again; what was an error and is fixed without anything new gets a line. Control
 * characters in names, messages and code are written as escapes, so that no script moves the
 * cursor; what is long is cut.
 *
 * ```text
 * ✓ npc/wander is live. Version 12, 8 ms.
 * ✗ npc/wander was rejected. What runs goes on.
 *   npc/wander.ts:3:9: error: Unexpected ";"
 *     3 | let x = ;
 *       |         ^
 * ```
 *
 * @example
 * ```ts
 * notify(hotReload, consoleNotifier({ colour: process.stdout.isTTY }))
 * ```
 */
export function consoleNotifier(options: ConsoleNotifierOptions = {}): Notifier {
  const { log = (text) => console.log(text), colour = false } = options
  const standing = new Map<string, { readonly text: string; readonly notice: Notice }>()

  function write(tone: Notice['tone'], text: string): void {
    const sign = colour ? `\u001b[${COLOURS[tone]}m${SIGNS[tone]}\u001b[39m` : SIGNS[tone]
    log(`${sign} ${text}`)
  }

  /** A success says of its scripts that they are fixed. */
  function forgetFixed(ids: readonly string[]): void {
    for (const [key, { notice }] of standing) {
      if (notice.ids.length > 0 && notice.ids.every((id) => ids.includes(id))) standing.delete(key)
    }
  }

  return {
    name: 'console',
    show(notice) {
      const text = textOf(notice)
      if (notice.lasts === undefined) {
        if (standing.get(notice.key)?.text === text) return
        standing.set(notice.key, { text, notice })
      } else if (notice.tone === 'success') {
        forgetFixed(notice.ids)
      }
      write(notice.tone, text)
    },
    withdraw(key) {
      const fixed = standing.get(key)
      standing.delete(key)
      if (fixed) write('success', `Over: ${shownLine(fixed.notice.title)}.`)
    },
    close() {
      standing.clear()
    },
  }
}

function textOf({ title, message, diagnostics }: Notice): string {
  const frames = diagnostics.map((diagnostic) => indent(codeFrame(diagnostic)))
  const sentences = [`${shownLine(title)}.`, shownText(message).replaceAll('\n', '\n  ')]
  return [sentences.filter(Boolean).join(' '), ...frames].join('\n')
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ')
}
