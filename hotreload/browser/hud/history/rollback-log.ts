// RollbackLog: all rollbacks, back and forward again, newest first.

import type { Rollback } from 'tickswap/hotreload'
import { ago } from '../elements/ago.ts'
import { element, setText } from '../elements/element.ts'
import { type ItemView, KeyedList } from '../elements/keyed-list.ts'

/** Older ones are not listed. */
const SHOWN = 20

/** A list that is folded at first. */
export class RollbackLog {
  readonly element: HTMLDetailsElement
  readonly #summary = element('summary')
  readonly #list: KeyedList<Rollback, ItemView<Rollback>>
  #rollbacks: readonly Rollback[] = []

  constructor() {
    const list = element('ol', { class: 'log' })
    this.#list = new KeyedList(list, keyOf, createLine)
    this.element = element('details', { class: 'rollbacks' }, this.#summary, list)
    this.element.addEventListener('toggle', () => this.update(this.#rollbacks))
  }

  update(rollbacks: readonly Rollback[]): void {
    this.#rollbacks = rollbacks
    this.element.hidden = rollbacks.length === 0
    setText(this.#summary, `Rollbacks (${rollbacks.length})`)
    if (this.element.open) this.#list.update(rollbacks.slice(0, SHOWN))
  }
}

function keyOf({ id, from, to, time }: Rollback): string {
  return `${time} ${id} ${from} ${to}`
}

function createLine({ id, from, to, by, reason, time }: Rollback): ItemView<Rollback> {
  const past = element('time')
  const target = to === 0 ? 'none' : `v${to}`
  const line = element(
    'li',
    {},
    element(
      'div',
      { class: 'head' },
      element('strong', {}, id),
      element('span', { class: 'number' }, `v${from} → ${target}`),
      element('span', { class: 'outcome' }, `by ${by}`),
      past,
    ),
    element('p', { class: 'hint' }, reason),
  )
  return { element: line, update: () => setText(past, ago(time, Date.now())) }
}
