// Announcer: texts for screen readers, read out politely or at once, without moving the focus.

import { element } from '../elements/element.ts'

/** Two live regions, visually hidden. */
export class Announcer {
  readonly element: HTMLElement
  readonly #polite = element('div', { role: 'status', 'aria-live': 'polite' })
  readonly #assertive = element('div', { role: 'alert', 'aria-live': 'assertive' })

  constructor() {
    this.element = element('div', { class: 'visually-hidden' }, this.#polite, this.#assertive)
  }

  /** Read out at the next pause. */
  say(text: string): void {
    this.#polite.replaceChildren(element('p', {}, text))
  }

  /** Read out at once. */
  warn(text: string): void {
    this.#assertive.replaceChildren(element('p', {}, text))
  }

  /** Clears the last warning, whose cause no longer exists. */
  clearWarning(): void {
    this.#assertive.replaceChildren()
  }
}
