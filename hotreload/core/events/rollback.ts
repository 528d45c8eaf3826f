// Rollback: one way back to a kept version, or forward again, as it is logged and told.

/** That a script went from one version to an earlier one, or forward again. Plain data. */
export interface Rollback {
  readonly id: string
  readonly from: number
  /** 0 if there was no version to go back to: the entities wait. */
  readonly to: number
  /** In milliseconds since 1970. */
  readonly time: number
  readonly by: 'hand' | 'fault'
  /** Why, in a sentence. */
  readonly reason: string
}
