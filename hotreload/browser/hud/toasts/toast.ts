// Toast: one notice on the screen, until its time is up or it is dismissed.

import type { Notice } from 'tickswap/hotreload'
import { button, element } from '../elements/element.ts'
import type { EditorOpener } from '../problems/editor-opener.ts'
import { problemView } from '../problems/problem-view.ts'

/** More problems than this are counted, not listed. */
const SHOWN_PROBLEMS = 3

/** What a toast needs of what is around it. */
export interface ToastParts {
  readonly openEditor: EditorOpener | undefined
  /** Called when its time is up or somebody dismisses it. */
  readonly onEnd: () => void
}

/** One notice. Its time stands still while somebody points at it or has the focus in it. */
export class Toast {
  readonly element: HTMLElement
  readonly notice: Notice
  readonly #onEnd: () => void
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(notice: Notice, { openEditor, onEnd }: ToastParts) {
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

  /** Lets its time run. */
  start(): void {
    this.pause()
    if (this.notice.lasts !== undefined) this.#timer = setTimeout(this.#onEnd, this.notice.lasts)
  }

  /** Stops its time. */
  pause(): void {
    clearTimeout(this.#timer)
  }

  focus(): void {
    this.element.querySelector<HTMLElement>('.dismiss')?.focus()
  }
}

/** The whole in one text, to be read out. */
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
  const said = message && !isRepeated ? [element('p', {}, message)] : []
  return element(
    'div',
    { class: 'head' },
    element('span', { class: 'sign' }, element('span', { class: 'unseen' }, `${tone}: `)),
    element('div', { class: 'said' }, element('strong', {}, title), ...said),
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
    ...shown.map((problem) => problemView(problem, { openEditor, withCode: true })),
    ...(more > 0 ? [element('p', { class: 'hint' }, `and ${more} more`)] : []),
  ]
}
