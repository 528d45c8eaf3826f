// Pill: the closed HUD: the state of all scripts in a word, and what reloading cost of late.

import type { Milliseconds } from 'tickswap'
import { button, element, setAttribute, setText } from '../elements/element.ts'
import type { Health } from '../scripts/health.ts'
import { PANEL_ID } from './panel.ts'

/** The button that opens the panel. */
export class Pill {
  readonly element: HTMLButtonElement
  readonly #brief = element('span', { class: 'brief' })
  readonly #work = element('span', { class: 'number' })

  /** `byKeyboard` is false for a mouse or a finger, which leave the focus in the game. */
  constructor(onClick: (byKeyboard: boolean) => void) {
    this.element = button(
      { class: 'pill', 'aria-expanded': 'false', 'aria-controls': PANEL_ID },
      ({ detail }) => onClick(detail === 0),
      element('span', { class: 'sign' }),
      element('span', { class: 'name' }, 'tickswap'),
      this.#brief,
      this.#work,
    )
    this.element.addEventListener('mousedown', (event) => event.preventDefault())
  }

  set isExpanded(isExpanded: boolean) {
    this.element.ariaExpanded = String(isExpanded)
  }

  update({ tone, brief, sentence }: Health, worstWork: Milliseconds): void {
    setAttribute(this.element, 'data-tone', tone)
    setAttribute(this.element, 'title', sentence)
    setText(this.#brief, brief)
    setText(this.#work, `${worstWork.toFixed(1)} ms`)
  }
}
