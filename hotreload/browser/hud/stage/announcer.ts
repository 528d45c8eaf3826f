// Announcer: tells people who do not see the screen, politely or at once, and never moves their focus.

import { element } from '../elements/element.ts'

/** Two live regions, out of sight. */
export class Announcer {
  readonly element: HTMLElement
  readonly #polite = element('div', { role: 'status', 'aria-live': 'polite' })
  readonly #assertive = element('div', { role: 'alert', 'aria-live': 'assertive' })

  constructor() {
    this.element = element('div', { class: 'unseen' }, this.#polite, this.#assertive)
  }

  /** Reads a text out when there is a pause. */
  say(text: string): void {
    this.#polite.replaceChildren(element('p', {}, text))
  }

  /** Reads a text out at once. */
  warn(text: string): void {
    this.#assertive.replaceChildren(element('p', {}, text))
  }

  /** Forgets the last warning: what it was about is gone. */
  calm(): void {
    this.#assertive.replaceChildren()
  }
}
