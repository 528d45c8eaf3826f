// Alert: a figure that crossed its threshold, or came back.

/** One crossing. Plain data. */
export interface Alert {
  readonly figure: 'success-rate' | 'reload-time' | 'live-timers'
  /** `fine`: it came back from beyond the threshold. */
  readonly severity: 'fine' | 'warning' | 'critical'
  readonly value: number
  readonly threshold: number
  /** The whole in a sentence. */
  readonly message: string
}
