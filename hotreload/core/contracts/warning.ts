// Warning: something around the scripts' files that people should know.

/**
 * What is wrong around the scripts' files. `restored-backup`: scripts run from it, since their
 * texts are broken or missing. `unusable-backup`: they should, and what it holds does not run
 * either. `damaged-backup`: an entry is not what was saved, and is ignored. `unreadable-backup`,
 * `unsaved-backup`: the store itself failed. `watching-degraded`: changes come later than they
 * could, since a watcher fell back to polling. `watching-lost`: changes do not come any more.
 * `flood`: scripts change faster than the rate limits allow; told once, until it has been over for
 * five seconds.
 * `unsigned-backup`: a backup would run, and nothing proves that it was signed. `rejected-manifest`:
 * a signed manifest came that is not accepted.
 */
export interface Warning {
  readonly code:
    | 'restored-backup'
    | 'unusable-backup'
    | 'damaged-backup'
    | 'unreadable-backup'
    | 'unsaved-backup'
    | 'watching-degraded'
    | 'watching-lost'
    | 'flood'
    | 'unsigned-backup'
    | 'rejected-manifest'
  /** The scripts concerned, as far as they are known. */
  readonly ids: readonly string[]
  /** The warning in sentences, one for each script. */
  readonly message: string
  /** The error of the store or the system. */
  readonly error?: unknown
}
