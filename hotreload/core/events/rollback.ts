// Rollback: one switch to a kept version, back or forward again.

/** That a script went from one version to an earlier one, or forward again. Plain data. */
export interface Rollback {
  readonly id: string
  readonly from: number
  /** 0 if there was no version to roll back to: the entities wait. */
  readonly to: number
  /** In milliseconds since 1970. */
  readonly time: number
  readonly by: 'hand' | 'fault'
  /** Why, in a sentence. */
  readonly reason: string
}
