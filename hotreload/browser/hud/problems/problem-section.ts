// ProblemSection: all current problems, also those of helpers and those whose notice was dismissed.

import type { Diagnostic } from 'tickswap/hotreload'
import { element } from '../elements/element.ts'
import { type ItemView, KeyedList } from '../elements/keyed-list.ts'
import type { EditorOpener } from './editor-opener.ts'
import { problemKey, problemView } from './problem-view.ts'

/** A list in the panel. */
export class ProblemSection {
  readonly element: HTMLElement
  readonly #list: KeyedList<Diagnostic, ItemView<Diagnostic>>

  constructor(openEditor: EditorOpener | undefined) {
    const list = element('ul', { 'aria-label': 'Problems' })
    this.#list = new KeyedList(list, problemKey, (problem) => ({
      element: element('li', {}, problemView(problem, openEditor)),
      update() {},
    }))
    this.element = element('div', { class: 'problems', hidden: true }, list)
  }

  update(problems: readonly Diagnostic[]): void {
    this.#list.update(problems)
    this.element.hidden = problems.length === 0
  }
}
