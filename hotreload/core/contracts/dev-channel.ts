// The development channel: the messages between a page and its development server. Plain data.

import type { Milliseconds } from 'tickswap'
import type { CompileRequest, CompileResult } from './compiler.ts'
import type { ScriptRemoval, ScriptText, UnreadableScript } from './source.ts'

/** The names of the messages. */
export const devMessages = {
  /** The page asks for what differs from what it runs: a `DevHello`. */
  hello: 'tickswap:hello',
  /**
   * The page asks to compile a text that is not on the server's disk, or that it was started with:
   * a `DevRequest`.
   */
  compile: 'tickswap:compile',
  /** The server reports changes, to all pages, or to one that said hello: `DevChanges`. */
  changes: 'tickswap:changes',
  /** The server's answer to `compile`: a `DevAnswer`. */
  compiled: 'tickswap:compiled',
} as const

/** The texts that a page has, by script id: their SHA-256, in hex. */
export type TextHashes = Readonly<Record<string, string>>

/**
 * A question carries a number, and so does its answer. The page's socket adds the secret of the
 * server's pages; without it the server does not answer.
 */
export interface DevHello {
  readonly question: number
  readonly hashes: TextHashes
}

export interface DevRequest {
  readonly question: number
  readonly request: CompileRequest
}

export interface DevChanges {
  /** The number of the `DevHello` that it answers, if it does. */
  readonly question?: number
  readonly changes: readonly DevChange[]
  readonly times?: DevTimes
}

/** When the server did what, in milliseconds since 1970, to find out where an edit's time goes. */
export interface DevTimes {
  /** The watcher reported the first file. */
  readonly noticed: Milliseconds
  /** The last text was read. */
  readonly read: Milliseconds
  /** The last text was compiled, and the message made. */
  readonly compiled: Milliseconds
}

export interface DevAnswer {
  readonly question: number
  /** Undefined if the server has no compiler, or rejects the request. */
  readonly result?: CompileResult
}

/** One script's change on its way to the page. */
export type DevChange = DevText | ScriptRemoval | UnreadableScript

/** A text, with what the server's compiler made of it, if it has one. */
export interface DevText extends Pick<ScriptText, 'id' | 'file' | 'text'> {
  /** SHA-256 of `text`, in hex. */
  readonly hash: string
  readonly compiled?: CompileResult
  /** URLs of the host modules that the text imports, by key, relative to the page's modules. */
  readonly hosts: Readonly<Record<string, string>>
}
