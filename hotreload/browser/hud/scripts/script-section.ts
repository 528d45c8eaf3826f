// ScriptSection: all scripts in the order in which they run, at most one of them unfolded, with the
// reason for the state of each.

import type { HotReload } from 'tickswap/hotreload'
import { element, setText } from '../elements/element.ts'
import { KeyedList } from '../elements/keyed-list.ts'
import { sentence } from '../elements/sentence.ts'
import { ScriptDetails } from './script-details.ts'
import { type ScriptLine, ScriptRow } from './script-row.ts'

const COLUMNS = ['script', 'version', 'state', 'entities', 'outdated'] as const

/** A table, and below it the reason for the state of the script that is hovered or focused. */
export class ScriptSection {
  readonly element: HTMLElement
  readonly #hot: HotReload
  readonly #rows: KeyedList<ScriptLine, ScriptRow>
  readonly #why = element('p', { class: 'why', 'aria-hidden': 'true' })
  #lines: readonly ScriptLine[] = []
  #unfolded: string | undefined
  #pointedAt: string | undefined

  constructor(hot: HotReload) {
    this.#hot = hot
    const head = element('tr', {}, ...COLUMNS.map((name) => element('th', { scope: 'col' }, name)))
    const caption = element('caption', { class: 'visually-hidden' }, 'Scripts')
    const table = element('table', {}, caption, element('thead', {}, head))
    this.#rows = new KeyedList(
      table,
      ({ report }) => report.id,
      ({ report }) => this.#createRow(report.id),
    )
    this.element = element('div', { class: 'scripts' }, table, this.#why)
    for (const name of ['pointerleave', 'focusout'])
      table.addEventListener(name, () => this.#pointAt(undefined))
  }

  update(lines: readonly ScriptLine[]): void {
    this.#lines = lines
    this.#rows.update(lines)
    const line = lines.find(({ report }) => report.id === this.#pointedAt)
    setText(this.#why, line ? `${line.report.id}: ${sentence(line.report.reason)}` : '')
  }

  #createRow(id: string): ScriptRow {
    const details = new ScriptDetails(this.#hot, id)
    const row = new ScriptRow({ id, details, onToggle: () => this.#toggle(id) })
    for (const name of ['pointerenter', 'focusin'])
      row.element.addEventListener(name, () => this.#pointAt(id))
    return row
  }

  /** Unfolds a script, and folds the one before. */
  #toggle(id: string): void {
    this.#unfolded = this.#unfolded === id ? undefined : id
    for (const { report } of this.#lines) {
      const row = this.#rows.get(report.id)
      if (row) row.isUnfolded = report.id === this.#unfolded
    }
    this.update(this.#lines)
  }

  #pointAt(id: string | undefined): void {
    this.#pointedAt = id
    this.update(this.#lines)
  }
}
