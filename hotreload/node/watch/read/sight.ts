// Sight: the result of reading a script's file once.

import type { Diagnostic } from 'tickswap/hotreload'
import type { FileStamp } from '../folder/file-stamp.ts'

export type Sight = TextSight | UnreadableSight | MissingSight | AdriftSight | UnsettledSight

/** The whole text. It did not change while it was read. */
export interface TextSight {
  readonly kind: 'text'
  readonly text: string
  /** Of the file's bytes. */
  readonly hash: string
  readonly stamp: FileStamp
}

/** There is a file, but no text can be read from it. */
export interface UnreadableSight {
  readonly kind: 'unreadable'
  readonly problem: Omit<Diagnostic, 'script' | 'severity'>
  /** Undefined if even that cannot be read. */
  readonly stamp: FileStamp | undefined
}

/** There is no regular file: nothing, a folder, or a pipe. */
export interface MissingSight {
  readonly kind: 'missing'
}

/** The scripts' folder itself does not exist, so nothing is known of the file. */
interface AdriftSight {
  readonly kind: 'adrift'
}

/**
 * No result yet. `changing`: it was written while it was read. `locked`: the system refused to open
 * it.
 */
interface UnsettledSight {
  readonly kind: 'unsettled'
  readonly why: 'changing' | 'locked'
  /** The system's error, if it is locked. */
  readonly error?: unknown
}
