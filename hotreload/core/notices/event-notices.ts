// EventNotices: the words for what events report: successes, warnings, pipeline failures.

import { errorMessage, type Fault, type ListenerFailed, type Milliseconds, record } from 'tickswap'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { Notice } from '../contracts/notifier.ts'
import type { Warning } from '../contracts/warning.ts'
import type { Alert } from '../events/alert.ts'
import type { HotReloadEvents } from '../events/hot-reload-events.ts'
import type { Rollback } from '../events/rollback.ts'
import { namedScripts } from '../text/name-list.ts'

/** Warnings after which nothing goes live any more: they stay. */
const LASTING: readonly Warning['code'][] = ['watching-lost', 'unusable-backup']

const WARNINGS: Readonly<Record<Warning['code'], string>> = {
  'restored-backup': 'Running from a backup',
  'unusable-backup': 'The backup does not run',
  'damaged-backup': 'A backup is damaged',
  'unreadable-backup': 'The backup cannot be read',
  'unsaved-backup': 'Not backed up',
  'watching-degraded': 'Changes may come later',
  'watching-lost': 'Files are not watched any more',
  flood: 'Scripts change too often',
  'unsigned-backup': 'A backup is not signed',
  'rejected-manifest': 'The signed manifest is rejected',
}

const STATS: Readonly<Record<Alert['stat'], string>> = {
  'success-rate': 'Many reloads fail',
  'reload-time': 'Reloads are slow',
  'live-timers': 'Many live timers',
}

/** A notice has no more warnings than these. */
const MOST_SHOWN = 20

/** Makes notices, and remembers which of them do not vanish by themselves. */
export class EventNotices {
  readonly #times: { readonly success: Milliseconds; readonly warning: Milliseconds }
  readonly #shown = new Set<string>()

  constructor(times: { readonly success: Milliseconds; readonly warning: Milliseconds }) {
    this.#times = times
  }

  /** A notice is in view, and may be withdrawn. */
  note({ key }: Notice): void {
    this.#shown.add(key)
  }

  /** Whether there may be something to withdraw. */
  forget(key: string): boolean {
    return this.#shown.delete(key)
  }

  /** Undefined if its scripts were restored: that has its own warning. */
  published(
    event: HotReloadEvents['published'],
    standing: readonly Diagnostic[],
  ): Notice | undefined {
    const { versions, reasons = record(), milliseconds } = event
    const ids = Object.keys(versions)
    const [first = ''] = ids
    if (ids.every((id) => reasons[id]?.code === 'restored')) return undefined
    const warnings = warningsOf(ids, standing)
    const { code, sentence } = reasons[first] ?? {}
    const what = ids.length === 1 ? `Version ${versions[first]}, ` : ''
    const why = ids.length === 1 && code !== 'edited' ? sentence : undefined
    return this.#notice(warnings.length === 0 ? 'success' : 'warning', {
      key: 'live',
      title: `${namedScripts(ids)} ${ids.length === 1 ? 'is' : 'are'} live`,
      message: [`${what}${Math.round(milliseconds)} ms.`, why].filter(Boolean).join(' '),
      diagnostics: warnings.slice(0, MOST_SHOWN),
      ids,
    })
  }

  /** What the type checker found in what is live; undefined if that is nothing. */
  mistyped(warnings: readonly Diagnostic[]): Notice | undefined {
    const ids = [...new Set(warnings.map(({ script }) => script))]
    if (ids.length === 0) return undefined
    const unseen = warnings.length - MOST_SHOWN
    return this.#notice('warning', {
      key: 'types',
      title: `${namedScripts(ids)} ${ids.length === 1 ? 'has' : 'have'} type errors`,
      message: unseen > 0 ? `${unseen} more are not shown.` : '',
      diagnostics: warnings.slice(0, MOST_SHOWN),
      ids,
    })
  }

  removed(ids: readonly string[], standing: readonly Diagnostic[]): Notice {
    const about = standing.filter(({ script, code }) => code === 'removed' && ids.includes(script))
    const [only] = about
    return this.#notice('warning', {
      key: 'removed',
      title: `${namedScripts(ids)} ${ids.length === 1 ? 'was' : 'were'} removed`,
      message: only && ids.length === 1 ? only.message : suspended(about.length),
      ids,
    })
  }

  rolledBack({ id, to, reason }: Rollback): Notice {
    return this.#notice('success', {
      key: 'live',
      title: `${id} runs version ${to} again`,
      message: reason,
      ids: [id],
    })
  }

  faulted({ id, message }: Fault, diagnostic: Diagnostic): Notice {
    const title = `${id} threw`
    return this.#notice('warning', {
      key: `fault:${id}`,
      title,
      message: message === diagnostic.message ? '' : message,
      diagnostics: [diagnostic],
      ids: [id],
    })
  }

  retrying({ attempt, delay, error }: HotReloadEvents['retrying'], ids: readonly string[]): Notice {
    return this.#notice('warning', {
      key: 'retrying',
      title: `${namedScripts(ids)} will be compiled again`,
      message:
        `Attempt ${attempt} failed: ${sentenceOf(error)} ` +
        `The next is in ${Math.round(delay)} ms.`,
      ids,
    })
  }

  failed(error: unknown): Notice {
    return {
      key: 'failed',
      tone: 'error',
      title: 'The hot reload failed',
      message: `${sentenceOf(error)} What runs goes on. Save again to try again.`,
      diagnostics: [],
      ids: [],
      lasts: undefined,
    }
  }

  warned({ code, ids, message }: Warning): Notice {
    const notice = this.#notice('warning', {
      key: `warned:${code}`,
      title: WARNINGS[code],
      message,
      ids,
    })
    return LASTING.includes(code) ? { ...notice, lasts: undefined } : notice
  }

  alertKey({ stat }: Pick<Alert, 'stat'>): string {
    return `alert:${stat}`
  }

  /** Nothing that can be fixed at once: it passes, however critical. */
  alerted(alert: Alert): Notice {
    const { stat, severity, message } = alert
    const notice = this.#notice('warning', {
      key: this.alertKey(alert),
      title: STATS[stat],
      message,
      ids: [],
    })
    return severity === 'critical' ? { ...notice, tone: 'error' } : notice
  }

  listenerFailed({ event, error }: ListenerFailed['listenerFailed']): Notice {
    return this.#notice('warning', {
      key: 'listener-failed',
      title: `A listener of "${event}" threw`,
      message: sentenceOf(error),
      ids: [],
    })
  }

  #notice(
    tone: 'success' | 'warning',
    words: Pick<Notice, 'key' | 'title' | 'message' | 'ids'> & Partial<Pick<Notice, 'diagnostics'>>,
  ): Notice {
    return { diagnostics: [], ...words, tone, lasts: this.#times[tone] }
  }
}

/** What the compiler warned of. */
function warningsOf(
  ids: readonly string[],
  standing: readonly Diagnostic[],
): readonly Diagnostic[] {
  const about = new Set(ids)
  return standing.filter(({ severity, stage, script }) => {
    return severity === 'warning' && stage !== 'run' && about.has(script)
  })
}

function suspended(count: number): string {
  return count === 0
    ? ''
    : `The entities of ${namedScripts(count)} are suspended until they are back.`
}

function sentenceOf(error: unknown): string {
  const message = errorMessage(error)
  return message.endsWith('.') ? message : `${message}.`
}
