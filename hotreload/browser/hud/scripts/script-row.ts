// ScriptRow: one script in the table: its state, and, unfolded, its details.

import type { ScriptReport } from 'tickswap'
import { button, element, setAttribute, setText } from '../elements/element.ts'
import type { ItemView } from '../elements/keyed-list.ts'
import { sentence } from '../elements/sentence.ts'
import { isRolling, partDone } from './health.ts'
import type { ScriptDetails } from './script-details.ts'

/** What a row needs of the table. */
interface ScriptRowOptions {
  readonly id: string
  readonly details: ScriptDetails
  /** Called when the row's button is clicked. */
  readonly onToggle: () => void
}

/** One script as the table shows it. */
export interface ScriptLine {
  readonly report: ScriptReport
  /** How many problems it has. */
  readonly problems: number
}

/** Two rows of the table: the state and the details. */
export class ScriptRow implements ItemView<ScriptLine> {
  readonly element: HTMLElement
  readonly #details: ScriptDetails
  readonly #button: HTMLButtonElement
  readonly #version = element('td', { class: 'number' })
  readonly #phase = element('span', { class: 'phase' })
  readonly #progress = element('progress', { max: '1' })
  readonly #reason: HTMLElement
  readonly #entities = element('td', { class: 'number' })
  readonly #outdated = element('td', { class: 'number' })
  readonly #detailsRow: HTMLElement

  constructor({ id, details, onToggle }: ScriptRowOptions) {
    const reasonId = `reason-${id}`
    this.#details = details
    this.#reason = element('span', { class: 'reason', id: reasonId, role: 'tooltip' })
    this.#progress.ariaLabel = `${id}: share of entities swapped`
    this.#button = button(
      { class: 'script', 'aria-expanded': 'false', 'aria-describedby': reasonId },
      onToggle,
      id,
    )
    this.#detailsRow = element(
      'tr',
      { hidden: true },
      element('td', { colspan: '5' }, details.element),
    )
    this.element = element(
      'tbody',
      {},
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, this.#button),
        this.#version,
        element('td', { class: 'state' }, this.#phase, this.#progress, this.#reason),
        this.#entities,
        this.#outdated,
      ),
      this.#detailsRow,
    )
  }

  get isUnfolded(): boolean {
    return !this.#detailsRow.hidden
  }

  set isUnfolded(isUnfolded: boolean) {
    this.#detailsRow.hidden = !isUnfolded
    this.#button.ariaExpanded = String(isUnfolded)
  }

  update({ report, problems }: ScriptLine): void {
    const rolling = isRolling(report)
    setText(this.#version, report.version === 0 ? '–' : `v${report.version}`)
    setText(
      this.#phase,
      problems > 0 ? `${report.phase}, ${count(problems, 'problem')}` : report.phase,
    )
    setText(this.#reason, sentence(report.reason))
    setText(
      this.#entities,
      report.kind === 'system' ? 'system' : report.entities.toLocaleString('en'),
    )
    setText(this.#outdated, report.kind === 'system' ? '–' : report.outdated.toLocaleString('en'))
    setAttribute(this.element, 'data-tone', toneOf({ report, problems }))
    this.#progress.hidden = !rolling
    if (rolling) this.#progress.value = partDone([report])
    if (this.isUnfolded) this.#details.update(report)
  }
}

/** `1 problem`, `2 problems`. */
function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function toneOf({ report, problems }: ScriptLine): string {
  if (problems > 0 || report.phase === 'suspended') return 'error'
  return isRolling(report) || report.phase === 'waiting' ? 'rolling' : 'fine'
}
