// Toast: one notice on the screen, until it times out or is dismissed.

import type { Notice } from 'tickswap/hotreload'
import { button, element } from '../elements/element.ts'
import type { EditorOpener } from '../problems/editor-opener.ts'
import { problemView } from '../problems/problem-view.ts'

/** Further problems are counted, not listed. */
const SHOWN_PROBLEMS = 3

/** What a toast needs. */
interface ToastOptions {
  readonly openEditor: EditorOpener | undefined
  /** Called when it times out or is dismissed. */
  readonly onEnd: () => void
}

/** One notice. Its timeout is paused while the pointer is on it or the focus is in it. */
export class Toast {
  readonly element: HTMLElement
  readonly notice: Notice
  readonly #onEnd: () => void
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(notice: Notice, { openEditor, onEnd }: ToastOptions) {
    this.notice = notice
    this.#onEnd = onEnd
    this.element = element(
      'li',
      { class: 'toast', 'data-tone': notice.tone },
      headOf(notice, onEnd),
      ...bodyOf(notice, openEditor),
    )
    for (const name of ['pointerenter', 'focusin'])
      this.element.addEventListener(name, () => this.pause())
    for (const name of ['pointerleave', 'focusout'])
      this.element.addEventListener(name, () => this.start())
  }

  /** Starts its timeout. */
  start(): void {
    this.pause()
    if (this.notice.lasts !== undefined) this.#timer = setTimeout(this.#onEnd, this.notice.lasts)
  }

  /** Stops its timeout; `start` begins it again in full. */
  pause(): void {
    clearTimeout(this.#timer)
  }

  focus(): void {
    this.element.querySelector<HTMLElement>('.dismiss')?.focus()
  }
}

/** A notice as one text, to be read out. */
export function spokenText({ tone, title, message, diagnostics }: Notice): string {
  const [first] = diagnostics
  const place = first?.location ? `${first.location.file}, line ${first.location.line}` : ''
  const problem = first && first.message !== message ? first.message : ''
  return [tone === 'success' ? '' : tone, title, message, place, problem]
    .filter(Boolean)
    .map((part) => part.replace(/\.$/, ''))
    .join('. ')
}

function headOf({ tone, title, message, diagnostics }: Notice, onDismiss: () => void): HTMLElement {
  const isRepeated = diagnostics
    .slice(0, SHOWN_PROBLEMS)
    .some((problem) => problem.message === message)
  const text = message && !isRepeated ? [element('p', {}, message)] : []
  return element(
    'div',
    { class: 'head' },
    element('span', { class: 'sign' }, element('span', { class: 'visually-hidden' }, `${tone}: `)),
    element('div', { class: 'text' }, element('strong', {}, title), ...text),
    button({ class: 'icon dismiss', 'aria-label': `Dismiss: ${title}` }, onDismiss),
  )
}

function bodyOf(
  { diagnostics }: Notice,
  openEditor: EditorOpener | undefined,
): readonly HTMLElement[] {
  const shown = diagnostics.slice(0, SHOWN_PROBLEMS)
  const more = diagnostics.length - shown.length
  return [
    ...shown.map((problem) => problemView(problem, openEditor)),
    ...(more > 0 ? [element('p', { class: 'hint' }, `and ${more} more`)] : []),
  ]
}
