// Notifier: the contract for what shows people their reloads, in the game or on the console.

import type { Milliseconds } from 'tickswap'
import type { Diagnostic } from './diagnostic.ts'

/** One message to people. Plain data. */
export interface Notice {
  /** A notice takes the place of the one with the same key: `script:wander`. */
  readonly key: string
  readonly tone: 'success' | 'warning' | 'error'
  /** In a few words: `wander is live`. */
  readonly title: string
  /** In a sentence or two; may be empty. */
  readonly message: string
  /** The problems, each with file, line and message. */
  readonly diagnostics: readonly Diagnostic[]
  readonly ids: readonly string[]
  /** After this time it vanishes by itself. Undefined: it stays until it is withdrawn. */
  readonly lasts: Milliseconds | undefined
}

/** Shows notices. What it throws is dropped. */
export interface Notifier {
  /** For logs, such as `console`. */
  readonly name: string
  show(notice: Notice): void
  /** The cause of a notice is fixed. */
  withdraw(key: string): void
  close(): void
}
