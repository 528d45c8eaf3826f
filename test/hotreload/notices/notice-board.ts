// A notifier for tests: keeps what is in view, and all that was ever shown.

import type { Notice, Notifier } from 'tickswap/hotreload'

export interface NoticeBoard extends Notifier {
  /** The notices in view by key. None of them vanishes by itself. */
  readonly view: ReadonlyMap<string, Notice>
  /** All titles that were shown, in order. */
  readonly titles: readonly string[]
  readonly isClosed: boolean
}

export function noticeBoard(): NoticeBoard {
  const view = new Map<string, Notice>()
  const titles: string[] = []
  let isClosed = false
  return {
    name: 'board',
    view,
    titles,
    get isClosed() {
      return isClosed
    },
    show(notice) {
      view.set(notice.key, notice)
      titles.push(notice.title)
    },
    withdraw(key) {
      view.delete(key)
    },
    close() {
      isClosed = true
    },
  }
}
