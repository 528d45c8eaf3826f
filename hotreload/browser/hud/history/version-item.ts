// VersionItem: one version in a script's history: its outcome, and buttons to run and compare it.

import type { HistoryVersion } from 'tickswap/hotreload'
import { ago } from '../elements/ago.ts'
import { button, element, setAttribute, setText } from '../elements/element.ts'
import type { ItemView } from '../elements/keyed-list.ts'
import { diffView } from './diff-view.ts'

/** One version as the history shows it. */
export interface VersionLine {
  readonly version: HistoryVersion
  readonly isCurrent: boolean
  /** What to compare it with: the current version, or, for that one, its neighbour. */
  readonly other: HistoryVersion | undefined
}

/** The outcome of a version, in words. */
const OUTCOMES: Readonly<Record<HistoryVersion['outcome'], string>> = {
  rolling: 'rolling out',
  committed: 'committed',
  withdrawn: 'withdrawn',
  superseded: 'superseded',
  rolledBack: 'rolled back',
}

/** A list item with two buttons. */
export class VersionItem implements ItemView<VersionLine> {
  readonly element: HTMLElement
  readonly #outcome = element('span', { class: 'outcome' })
  readonly #time = element('time')
  readonly #reason = element('p', { class: 'hint' })
  readonly #run: HTMLButtonElement
  readonly #compare: HTMLButtonElement
  #line: VersionLine
  #diff: { readonly element: HTMLElement; readonly other: number } | undefined

  constructor(line: VersionLine, onRun: () => void) {
    const { version } = line.version
    this.#line = line
    this.#run = button(
      { class: 'quiet', 'aria-label': `Run this: version ${version}` },
      onRun,
      'Run this',
    )
    const label = `Compare version ${version}`
    this.#compare = button(
      { class: 'quiet', 'aria-label': label },
      () => this.#toggleDiff(),
      'Compare',
    )
    this.element = element(
      'li',
      {},
      element(
        'div',
        { class: 'head' },
        element('strong', { class: 'number' }, `v${version}`),
        this.#outcome,
        this.#time,
        this.#run,
        this.#compare,
      ),
      this.#reason,
    )
  }

  update(line: VersionLine): void {
    const { version, isCurrent, other } = line
    this.#line = line
    setText(
      this.#outcome,
      isCurrent ? `current, ${OUTCOMES[version.outcome]}` : OUTCOMES[version.outcome],
    )
    setText(this.#time, ago(version.time, Date.now()))
    setText(this.#reason, version.reason)
    setAttribute(this.element, 'data-outcome', isCurrent ? 'current' : version.outcome)
    setAttribute(this.#compare, 'aria-expanded', String(this.#diff !== undefined))
    this.#compare.hidden = other === undefined
    this.#showRun(!isCurrent && version.outcome !== 'withdrawn')
    if (this.#diff && this.#diff.other !== other?.version) this.#showDiff()
  }

  /** A button that is hidden passes its focus on. */
  #showRun(isShown: boolean): void {
    if (!isShown && this.#run.matches(':focus')) this.#compare.focus()
    this.#run.hidden = !isShown
  }

  #toggleDiff(): void {
    if (this.#diff) this.#removeDiff()
    else this.#showDiff()
    this.update(this.#line)
  }

  #showDiff(): void {
    this.#removeDiff()
    const { version, other } = this.#line
    if (!other) return
    const [older, newer] = version.version < other.version ? [version, other] : [other, version]
    this.#diff = { element: diffView(older, newer), other: other.version }
    this.element.append(this.#diff.element)
  }

  #removeDiff(): void {
    this.#diff?.element.remove()
    this.#diff = undefined
  }
}
