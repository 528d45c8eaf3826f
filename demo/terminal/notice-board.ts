// The notice board: keeps the notices that stand, for a screen that is drawn again and again.

import type { Milliseconds } from 'tickswap'
import { codeFrame, type Notice, type Notifier, shownLine } from 'tickswap/hotreload'

export interface NoticeBoard extends Notifier {
  /** What stands now, newest first. */
  lines(now: Milliseconds): readonly string[]
}

const COLOURS: Readonly<Record<Notice['tone'], number>> = { success: 32, warning: 33, error: 31 }
const MOST_LINES = 8

export function createNoticeBoard(clock: () => Milliseconds): NoticeBoard {
  const notices = new Map<string, { readonly notice: Notice; readonly until: Milliseconds }>()
  return {
    name: 'board',
    show(notice) {
      notices.delete(notice.key)
      notices.set(notice.key, {
        notice,
        until: clock() + (notice.lasts ?? Number.POSITIVE_INFINITY),
      })
    },
    withdraw(key) {
      notices.delete(key)
    },
    close() {
      notices.clear()
    },
    lines(now) {
      for (const [key, { until }] of notices) if (until <= now) notices.delete(key)
      const standing = [...notices.values()].reverse()
      return standing.flatMap(({ notice }) => linesOf(notice)).slice(0, MOST_LINES)
    },
  }
}

function linesOf({ tone, title, message, diagnostics }: Notice): readonly string[] {
  const head = `\u001b[${COLOURS[tone]}m${shownLine(title)}\u001b[39m ${shownLine(message)}`
  return [head, ...diagnostics.flatMap((diagnostic) => codeFrame(diagnostic).split('\n'))]
}
