// diffView: the differences between the texts of two versions of a script, line by line.

import { type DiffHunk, type DiffLine, type HistoryVersion, versionDiff } from 'tickswap/hotreload'
import { element } from '../elements/element.ts'

const CONTEXT_LINES = 2

/** The added and removed lines, numbered, with context. Signs show it too, not only colours. */
export function diffView(before: HistoryVersion, after: HistoryVersion): HTMLElement {
  const { from, to, hunks, added, removed } = versionDiff(before, after, { context: CONTEXT_LINES })
  if (hunks.length === 0) {
    return element(
      'p',
      { class: 'hint' },
      `v${from} and v${to} have the same text; what they import may differ.`,
    )
  }
  const title = element(
    'p',
    { class: 'hint' },
    `v${from} → v${to}: ${added} added, ${removed} removed`,
  )
  const label = `What changed from version ${from} to version ${to}`
  const lines = element(
    'pre',
    { tabindex: '0', role: 'group', 'aria-label': label },
    ...hunks.map(hunkView),
  )
  return element('div', { class: 'diff' }, title, lines)
}

function hunkView({ lines }: DiffHunk): HTMLElement {
  return element('div', { class: 'hunk' }, ...lines.map(lineView))
}

function lineView(line: DiffLine): HTMLElement {
  const number = line.kind === 'removed' ? line.lineBefore : line.lineAfter
  const gutter = element('span', { class: 'gutter' }, String(number).padStart(3))
  if (line.kind === 'added') return element('ins', {}, gutter, `+ ${line.text}`)
  if (line.kind === 'removed') return element('del', {}, gutter, `- ${line.text}`)
  return element('span', {}, gutter, `  ${line.text}`)
}
