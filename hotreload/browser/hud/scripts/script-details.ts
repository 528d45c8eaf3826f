// ScriptDetails: one script in full: which entities run which version, what a swap does to the
// state, and the history with its buttons to roll back.

import { errorMessage, type ScriptReport } from 'tickswap'
import type { HistoryVersion, HotReload } from 'tickswap/hotreload'
import { element, setText } from '../elements/element.ts'
import { KeyedList } from '../elements/keyed-list.ts'
import { sentence } from '../elements/sentence.ts'
import { VersionItem, type VersionLine } from '../history/version-item.ts'

export class ScriptDetails {
  readonly element: HTMLElement
  readonly #hot: HotReload
  readonly #id: string
  readonly #segments = element('p', { class: 'hint' })
  readonly #changes = element('p', { class: 'hint changes' })
  readonly #error = element('p', { class: 'error', role: 'alert' })
  readonly #versions: KeyedList<VersionLine, VersionItem>

  constructor(hot: HotReload, id: string) {
    this.#hot = hot
    this.#id = id
    const history = element('ol', { class: 'history', 'aria-label': `History of ${id}` })
    this.#versions = new KeyedList(
      history,
      ({ version }) => String(version.version),
      (line) => new VersionItem(line, () => this.#run(line.version.version)),
    )
    this.element = element(
      'div',
      { class: 'details' },
      this.#segments,
      this.#changes,
      this.#error,
      history,
    )
  }

  update(report: ScriptReport): void {
    setText(this.#segments, segmentsText(report))
    setText(this.#changes, changesText(report))
    this.#versions.update(linesOf(this.#hot.history(this.#id), report.version))
  }

  #run(version: number): void {
    setText(this.#error, '')
    try {
      this.#hot.rollback(this.#id, version)
    } catch (error) {
      setText(this.#error, errorMessage(error))
    }
    this.update(this.#hot.behaviours.inspect(this.#id))
  }
}

function linesOf(history: readonly HistoryVersion[], current: number): readonly VersionLine[] {
  const running = history.find(({ version }) => version === current)
  return history.map((version, place) => {
    const isCurrent = version === running
    return {
      version,
      isCurrent,
      other: isCurrent ? (history[place + 1] ?? history[place - 1]) : running,
    }
  })
}

/** `200 run v6, 19,800 run v5.` Empty if all run the same. */
function segmentsText({ versions }: ScriptReport): string {
  if (versions.length < 2) return ''
  const parts = versions.map(
    ({ version, entities }) => `${entities.toLocaleString('en')} run v${version}`,
  )
  return `${parts.join(', ')}.`
}

/** What a swap does to fields that are not simply kept, one line each. */
function changesText({ changes }: ScriptReport): string {
  return changes
    .filter(({ change }) => change !== 'kept')
    .map(({ change, reason }) => sentence(`${change}: ${reason}`))
    .join('\n')
}
