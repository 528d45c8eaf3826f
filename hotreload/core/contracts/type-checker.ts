// TypeChecker: the contract between the pipeline and whatever checks the types of scripts, off the
// main thread.

import type { CompileRequest } from './compiler.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { ScriptRemoval } from './source.ts'

/** One question: what has changed since the last one, and which scripts are to be checked now. */
export interface TypeCheckRequest {
  /** New texts, and removed scripts. The checker keeps the others from before. */
  readonly changes: readonly (CompileRequest | ScriptRemoval)[]
  /**
   * The ids of the scripts whose problems are wanted. Of one that the checker does not have there
   * are none.
   */
  readonly ids: readonly string[]
}

/** Checks types. It remembers texts from one question to the next, so that an edit costs little. */
export interface TypeChecker {
  /** For logs, such as `TypeScript worker`. */
  readonly name: string
  /**
   * Answers every problem of the scripts asked for, in the order of their ids and of the text, with
   * the stage `types`: errors, and warnings, such as unused names, which forbid nothing. Questions
   * are answered in order. Rejects only if the checker itself failed (worker crashed, a library's
   * types are missing); then it has forgotten all texts, and starts over with the next question.
   */
  check(request: TypeCheckRequest): Promise<readonly Diagnostic[]>
  /** Ends the worker; questions under way reject. */
  close(): Promise<void>
}

/** How a hot reload uses a type checker. */
export interface TypeCheckSettings {
  readonly checker: TypeChecker
  /**
   * `report`: versions go live at once, and what the checker finds is reported afterwards, as
   * warnings. `refuse`: a version waits for the checker, and with type errors it does not go live.
   * Default `report`.
   */
  readonly mode?: 'report' | 'refuse'
  /**
   * Whether the scripts that import a changed one, directly or not, are checked again too. Default
   * true.
   */
  readonly importers?: boolean
}
