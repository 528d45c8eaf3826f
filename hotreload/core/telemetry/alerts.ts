// Alerts: compares stats with thresholds when reloads end, and reports each crossing once.

import { type Milliseconds, TickswapError } from 'tickswap'
import type { Alert } from '../events/alert.ts'
import type { PipelineState } from '../state/pipeline-state.ts'
import type { StatsRecorder } from './stats-recorder.ts'
import type { TimerCount } from './timer-count.ts'

/** When to alert. A stat that is back within its threshold is reported as `fine`. */
export interface AlertThresholds {
  /** A success rate below it is a warning. Default 0.9. */
  readonly successWarning: number
  /** A success rate below it is critical. Default 0.7. */
  readonly successCritical: number
  /**
   * Of how many reloads, the last ones, that rate is taken; what came together counts as one.
   * Default 20.
   */
  readonly successReloads: number
  /**
   * How many there must be before it says anything: the first typing mistake of the day is no
   * trend. Default 10.
   */
  readonly successLeast: number
  /** A reload that takes longer is a warning, until the next one is faster. Default 1,000. */
  readonly reloadTime: Milliseconds
  /** More live timers are a warning: some may have been forgotten. Default 100. */
  readonly liveTimers: number
}

const DEFAULTS: AlertThresholds = {
  successWarning: 0.9,
  successCritical: 0.7,
  successReloads: 20,
  successLeast: 10,
  reloadTime: 1_000,
  liveTimers: 100,
}

/**
 * Watches the stats as long as the hot reload emits events. Timers are counted after reloads, and
 * at each `check`.
 */
export class Alerts {
  readonly #events: PipelineState['events']
  readonly #recorder: StatsRecorder
  readonly #timers: TimerCount
  readonly #thresholds: AlertThresholds
  readonly #severities = new Map<Alert['stat'], Alert['severity']>()
  /** What became of the last reloads, oldest first: a save of a hundred files is one of them. */
  #outcomes: boolean[] = []
  #succeeded = 0
  #failed = 0

  /** Throws a `TickswapError` for a threshold that is no number from 0 on. */
  constructor(
    { events }: PipelineState,
    recorder: StatsRecorder,
    timers: TimerCount,
    thresholds: Partial<AlertThresholds> = {},
  ) {
    this.#events = events
    this.#recorder = recorder
    this.#timers = timers
    this.#thresholds = checkThresholds(thresholds)
    events.on('published', ({ texts = [], milliseconds }) => {
      if (texts.length > 0) this.#checkTime(milliseconds)
      this.#checkSuccess()
    })
    events.on('settled', () => this.check())
    events.on('committed', () => this.check())
    events.on('rejected', () => this.#checkSuccess())
    events.on('failed', () => this.#checkSuccess())
  }

  /** Counts timers, after this frame. Timers come and go without a reload, too. */
  check(): void {
    this.#timers.count((count) => this.#checkTimers(count))
  }

  #checkSuccess(): void {
    const { successReloads, successLeast, successWarning, successCritical } = this.#thresholds
    const { succeeded, failed } = this.#recorder.reloads
    if (succeeded > this.#succeeded) this.#outcomes.push(true)
    if (failed > this.#failed) this.#outcomes.push(false)
    this.#succeeded = succeeded
    this.#failed = failed
    this.#outcomes = this.#outcomes.slice(-successReloads)
    const { length } = this.#outcomes
    if (length < successLeast) return
    const good = this.#outcomes.filter(Boolean).length
    const value = good / length
    const severity =
      value < successCritical ? 'critical' : value < successWarning ? 'warning' : 'fine'
    const threshold = severity === 'critical' ? successCritical : successWarning
    const verdict =
      severity === 'fine'
        ? 'That is fine again.'
        : `That is below the ${percent(threshold)} threshold (${severity}).`
    const message = `${good} of the last ${length} reloads succeeded. ${verdict}`
    this.#emit({ stat: 'success-rate', severity, value, threshold, message })
  }

  #checkTime(value: Milliseconds): void {
    const threshold = this.#thresholds.reloadTime
    const isSlow = value > threshold
    const took = `The last reload took ${rounded(value)} ms.`
    this.#emit({
      stat: 'reload-time',
      severity: isSlow ? 'warning' : 'fine',
      value,
      threshold,
      message: isSlow ? `${took} That is above the ${rounded(threshold)} ms threshold.` : took,
    })
  }

  #checkTimers(value: number): void {
    const threshold = this.#thresholds.liveTimers
    const isMany = value > threshold
    const alive = `Scripts have ${rounded(value)} live timers.`
    this.#emit({
      stat: 'live-timers',
      severity: isMany ? 'warning' : 'fine',
      value,
      threshold,
      message: isMany
        ? `${alive} That is above the threshold of ${rounded(threshold)}: some may be leaked.`
        : alive,
    })
  }

  #emit(alert: Alert): void {
    if (alert.severity === (this.#severities.get(alert.stat) ?? 'fine')) return
    this.#severities.set(alert.stat, alert.severity)
    this.#events.emit('alerted', alert)
  }
}

function checkThresholds(thresholds: Partial<AlertThresholds>): AlertThresholds {
  const checked = { ...DEFAULTS, ...thresholds }
  const wrong = Object.entries<number>(checked).find(([, threshold]) => !(threshold >= 0))
  if (!wrong) return checked
  throw new TickswapError(`The alerts' "${wrong[0]}" must be 0 or more, not ${wrong[1]}.`)
}

function percent(rate: number): string {
  return `${Math.round(rate * 100)} %`
}

function rounded(number: number): string {
  return Math.round(number).toLocaleString('en')
}
