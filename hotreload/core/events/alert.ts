// Alert: a stat that crossed its threshold, or came back within it.

/** One crossing. Plain data. */
export interface Alert {
  readonly stat: 'success-rate' | 'reload-time' | 'live-timers'
  /** `fine`: it is back within the threshold. */
  readonly severity: 'fine' | 'warning' | 'critical'
  readonly value: number
  readonly threshold: number
  /** The alert in a sentence. */
  readonly message: string
}
