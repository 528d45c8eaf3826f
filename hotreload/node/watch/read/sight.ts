// Sight: what one look at a script's file found.

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

/** There is a file, and no text can be had from it. */
export interface UnreadableSight {
  readonly kind: 'unreadable'
  readonly problem: Omit<Diagnostic, 'script' | 'severity'>
  /** Undefined if not even that can be known. */
  readonly stamp: FileStamp | undefined
}

/** There is no file, or something that is none: a folder, a pipe. */
export interface MissingSight {
  readonly kind: 'missing'
}

/** The scripts' folder itself is not there, which says nothing of the file. */
export interface AdriftSight {
  readonly kind: 'adrift'
}

/** Too early to say. `changing`: it was written to while it was read. `locked`: the system refused to hand it over. */
export interface UnsettledSight {
  readonly kind: 'unsettled'
  readonly why: 'changing' | 'locked'
  /** What the system said, if it is locked. */
  readonly error?: unknown
}
