// The page, as the bench edit-to-live sees it from Node: what it asks, and what it is told.

/** Milliseconds since 1970. */
export interface EditTimes {
  /** A frame has run the edit in all modules. */
  readonly run: number
  /** Ours only: where the time went. */
  readonly noticed: number
  readonly read: number
  readonly compiled: number
  readonly received: number
  readonly published: number
}

export interface BenchPage {
  readonly isReady: () => boolean
  /**
   * Hands a script's text in, as an editor beside the game does. Answers when: milliseconds since
   * 1970.
   */
  readonly edit: (id: string, text: string) => number
  /** Resolves when a frame has run the edit in all these modules. */
  readonly whenRun: (modules: readonly string[], edit: number) => Promise<EditTimes>
}

declare global {
  var page: BenchPage | undefined
}
