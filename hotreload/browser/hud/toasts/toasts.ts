// Toasts: the HUD's notifier, which shows notices over the game, the newest next to the corner.

import type { Notice, Notifier } from 'tickswap/hotreload'
import { element } from '../elements/element.ts'
import { fadeOut } from '../elements/fade-out.ts'
import type { EditorOpener } from '../problems/editor-opener.ts'
import type { Announcer } from '../stage/announcer.ts'
import type { FocusKeeper } from '../stage/focus-keeper.ts'
import { spokenText, Toast } from './toast.ts'

/** What toasts need of the HUD. */
interface ToastsOptions {
  readonly announcer: Announcer
  readonly focus: FocusKeeper
  readonly openEditor: EditorOpener | undefined
}

/** Notices by key. */
export class Toasts implements Notifier {
  readonly name = 'HUD'
  readonly element: HTMLElement
  readonly #list = element('ol', { class: 'toasts' })
  readonly #options: ToastsOptions
  /** Oldest first. */
  readonly #toasts = new Map<string, Toast>()
  #isClosed = false

  constructor(options: ToastsOptions) {
    this.#options = options
    this.element = element(
      'section',
      { class: 'notices', 'aria-label': 'Notifications', hidden: true },
      this.#list,
    )
  }

  show(notice: Notice): void {
    if (this.#isClosed) return
    const { openEditor } = this.#options
    const toast: Toast = new Toast(notice, { openEditor, onEnd: () => this.#end(toast) })
    this.#place(toast, this.#toasts.get(notice.key))
    this.#toasts.set(notice.key, toast)
    this.element.hidden = false
    toast.start()
    this.#announce(notice)
  }

  withdraw(key: string): void {
    const toast = this.#toasts.get(key)
    if (toast) this.#end(toast)
  }

  close(): void {
    this.#isClosed = true
    for (const toast of this.#toasts.values()) toast.pause()
    this.#toasts.clear()
    this.#list.replaceChildren()
  }

  /** A notice takes the place and the focus of an older one with the same key. */
  #place(toast: Toast, older: Toast | undefined): void {
    if (!older) {
      this.#list.prepend(toast.element)
      return
    }
    const hadFocus = older.element.matches(':focus-within')
    older.pause()
    toast.element.classList.add('replacing')
    older.element.replaceWith(toast.element)
    if (hadFocus) toast.focus()
  }

  #end(toast: Toast): void {
    toast.pause()
    const { key, tone } = toast.notice
    if (this.#toasts.get(key) !== toast) return
    this.#toasts.delete(key)
    if (tone === 'error') this.#options.announcer.clearWarning()
    if (toast.element.matches(':focus-within')) this.#moveFocusFrom()
    fadeOut(toast.element, () => {
      toast.element.remove()
      this.element.hidden = this.#list.childElementCount === 0
    })
  }

  /** To the next toast, or, from the last one, back to the game. */
  #moveFocusFrom(): void {
    const next = [...this.#toasts.values()].at(-1)
    if (next) next.focus()
    else this.#options.focus.restore()
  }

  #announce(notice: Notice): void {
    const { announcer } = this.#options
    if (notice.tone === 'error') announcer.warn(spokenText(notice))
    else announcer.say(spokenText(notice))
  }
}
