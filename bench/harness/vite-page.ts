// vite-page: what the bench edit-to-live asks of its page. `bench/vite-game/src/main.ts` answers.

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

declare global {
  /** What the bench in Node asks the page. */
  var page:
    | {
        readonly isReady: () => boolean
        /** Resolves when a frame has run the edit in all these modules. */
        readonly whenRun: (modules: readonly string[], edit: number) => Promise<EditTimes>
      }
    | undefined
}
