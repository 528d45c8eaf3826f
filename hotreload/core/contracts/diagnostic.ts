// Diagnostic: one problem in a script, as data, whichever stage found it.

/**
 * Where in a script's source. Lines and columns count from 1; columns in UTF-16 units, as editors
 * do.
 */
export interface SourceLocation {
  /** The script's file, relative to the scripts' root, such as `npc/wander.ts`. */
  readonly file: string
  readonly line: number
  readonly column: number
  /** How many UTF-16 units the problem spans; 0 when unknown. */
  readonly length: number
  /** The text of that line, without its line break; of a very long one, its beginning. */
  readonly lineText: string
}

/**
 * One problem: what, where, and what to do. Plain data, so that it crosses workers and sockets
 * unharmed.
 */
export interface Diagnostic {
  readonly severity: 'error' | 'warning'
  /** The stage that found it. */
  readonly stage: 'compile' | 'link' | 'evaluate' | 'publish' | 'types' | 'run' | 'safety'
  /**
   * A stable code for machines, such as `unresolved-import`; esbuild's own id or `syntax` for its
   * messages.
   */
  readonly code: string
  /** The id of the script it belongs to. */
  readonly script: string
  readonly message: string
  readonly location?: SourceLocation
  /** What to write instead of the text at `location`, where that is known. */
  readonly replacement?: string
  /** What to do, in a sentence. */
  readonly hint?: string
  readonly notes?: readonly string[]
}
