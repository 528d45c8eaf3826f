// notify: shows people what becomes of their scripts, through any notifier.

import type { Fault, Milliseconds } from 'tickswap'
import type { Diagnostic } from '../contracts/diagnostic.ts'
import type { Notice, Notifier } from '../contracts/notifier.ts'
import type { HotReload } from '../hot-reload/hot-reload.ts'
import { EventNotices } from './event-notices.ts'
import { ProblemCards, type Verdict } from './problem-cards.ts'

/** What `notify` needs of a hot reload. */
type Notifying = Pick<HotReload, 'on' | 'diagnostics'>

/** How long notices last that vanish by themselves. */
export interface NotifyOptions {
  /** Default 3,000. */
  readonly success?: Milliseconds
  /** Default 10,000. */
  readonly warning?: Milliseconds
}

/**
 * Shows what happens to scripts until the returned function is called, which closes the notifier.
 * Successes and warnings vanish by themselves; an error stays until its scripts are fixed. What is
 * reported in one go is one notice: a save of a thousand scripts, a helper whose fault rolls all
 * its importers back. Notices are shown after the frame or the pipeline step that they report, and
 * what the notifier throws is dropped.
 *
 * @example
 * ```ts
 * const stop = notify(hotReload, consoleNotifier())
 * ```
 */
export function notify(
  hotReload: Notifying,
  notifier: Notifier,
  { success = 3_000, warning = 10_000 }: NotifyOptions = {},
): () => void {
  const desk = new Desk(hotReload, notifier, new EventNotices({ success, warning }))
  const unsubscribe = listen(hotReload, desk)
  return () => {
    for (const end of unsubscribe) end()
    desk.close()
  }
}

function listen(hotReload: Notifying, desk: Desk): readonly (() => void)[] {
  const { passing } = desk
  return [
    hotReload.on('rejected', ({ ids, diagnostics }) => desk.rejected(ids, diagnostics)),
    hotReload.on('faulted', ({ fault, diagnostic }) => desk.faulted(fault, diagnostic)),
    hotReload.on('published', (event) => {
      desk.ended(Object.keys(event.versions))
      desk.pass(passing.published(event, hotReload.diagnostics()))
    }),
    hotReload.on('unchanged', ({ ids }) => desk.ended(ids)),
    hotReload.on('removed', ({ ids }) => {
      desk.ended(ids)
      desk.pass(passing.removed(ids, hotReload.diagnostics()))
    }),
    hotReload.on('rolledBack', (rollback) => {
      if (rollback.by === 'hand') desk.pass(passing.rolledBack(rollback))
    }),
    hotReload.on('committed', () => desk.plan()),
    hotReload.on('compiled', ({ id }) => desk.compiled(id)),
    hotReload.on('checked', ({ ids }) => {
      const warnings = hotReload.diagnostics().filter(isTypeWarning)
      if (warnings.length === 0) desk.withdraw('types')
      else desk.pass(passing.mistyped(warnings.filter(({ script }) => ids.includes(script))))
    }),
    hotReload.on('retrying', (event) =>
      desk.retrying(event.id, (ids) => passing.retrying(event, ids)),
    ),
    hotReload.on('failed', ({ error }) => desk.pass(passing.failed(error))),
    hotReload.on('warned', (event) => desk.pass(passing.warned(event))),
    hotReload.on('alerted', (alert) => {
      if (alert.severity === 'fine') desk.withdraw(passing.alertKey(alert))
      else desk.pass(passing.alerted(alert))
    }),
    hotReload.on('listenerFailed', (event) => desk.pass(passing.listenerFailed(event))),
  ]
}

/** A type error that kept nothing from going live. */
function isTypeWarning({ stage, severity }: Diagnostic): boolean {
  return stage === 'types' && severity === 'warning'
}

/** Gathers what is reported in one go, and then shows it. */
class Desk {
  readonly passing: EventNotices
  readonly #hotReload: Notifying
  readonly #notifier: Notifier
  readonly #cards = new ProblemCards()
  readonly #waiting = new Map<string, Notice>()
  readonly #retried = new Set<string>()
  #faults: { readonly fault: Fault; readonly diagnostic: Diagnostic }[] = []
  #isPlanned = false
  #isClosed = false

  constructor(hotReload: Notifying, notifier: Notifier, passing: EventNotices) {
    this.#hotReload = hotReload
    this.#notifier = notifier
    this.passing = passing
  }

  rejected(ids: readonly string[], diagnostics: readonly Diagnostic[]): void {
    this.withdraw('failed')
    this.#cards.add(ids, diagnostics, 'rejected')
    this.plan()
  }

  faulted(fault: Fault, diagnostic: Diagnostic): void {
    if (fault.outcome === 'released') return
    this.#faults.push({ fault, diagnostic })
    this.plan()
  }

  /** Texts of these scripts came to a good end. */
  ended(ids: readonly string[]): void {
    this.withdraw('failed')
    this.#cards.ended(ids)
    this.plan()
  }

  compiled(id: string): void {
    if (this.#retried.delete(id) && this.#retried.size === 0) this.withdraw('retrying')
  }

  retrying(id: string, notice: (ids: readonly string[]) => Notice): void {
    this.#retried.add(id)
    this.pass(notice([...this.#retried]))
  }

  /** Shows a notice in the place of an earlier one with its key. */
  pass(notice: Notice | undefined): void {
    if (!notice) return
    this.#waiting.set(notice.key, notice)
    this.plan()
  }

  withdraw(key: string): void {
    this.#waiting.delete(key)
    if (this.passing.forget(key)) this.#try(() => this.#notifier.withdraw(key))
  }

  /** Shows what is due, after all that happens now. */
  plan(): void {
    if (this.#isPlanned) return
    this.#isPlanned = true
    Promise.resolve().then(() => this.#show())
  }

  close(): void {
    this.#isClosed = true
    this.#try(() => this.#notifier.close())
  }

  #show(): void {
    this.#isPlanned = false
    if (this.#isClosed) return
    const standing = this.#hotReload.diagnostics().filter(({ severity }) => severity === 'error')
    this.#sortFaults(standing)
    for (const notice of this.#waiting.values()) this.#try(() => this.#notifier.show(notice))
    for (const notice of this.#waiting.values()) this.passing.note(notice)
    this.#waiting.clear()
    const { notices, withdrawn } = this.#cards.refresh(standing)
    for (const key of withdrawn) this.#try(() => this.#notifier.withdraw(key))
    for (const notice of notices) this.#try(() => this.#notifier.show(notice))
  }

  /**
   * A fault that leaves a problem stays in view; one of a version that is replaced already passes.
   */
  #sortFaults(standing: readonly Diagnostic[]): void {
    const faults = this.#faults
    if (faults.length === 0) return
    this.#faults = []
    const broken = new Set(standing.map(({ script }) => script))
    const lasting = faults.filter(({ fault }) => broken.has(fault.id))
    const diagnostics = lasting.map(({ diagnostic }) => diagnostic)
    const ids = lasting.map(({ fault }) => fault.id)
    this.#cards.add(ids, diagnostics, worst(lasting.map(({ fault }) => fault)))
    for (const { fault, diagnostic } of faults) {
      if (broken.has(fault.id)) continue
      const notice = this.passing.faulted(fault, diagnostic)
      this.#waiting.set(notice.key, notice)
    }
  }

  #try(call: () => void): void {
    try {
      call()
    } catch {
      // There is no channel left to report a failing notifier; the game goes on.
    }
  }
}

function worst(faults: readonly Fault[]): Verdict {
  if (faults.some(({ outcome }) => outcome === 'suspended')) return 'suspended'
  return faults.some(({ outcome }) => outcome !== 'counted') ? 'takenBack' : 'counted'
}
