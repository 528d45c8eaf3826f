// Transform: the port between the compile service and what turns a script's text into plain JavaScript.

import type { CompileRequest, Diagnostic } from 'tickswap/hotreload'

/**
 * Turns texts into ES modules of ES2022: types and unused imports are gone, JSX is calls, statements end with semicolons.
 * Two texts that differ in format and comments alone become the same code. The compile service makes of it what can be
 * linked.
 */
export interface Transform {
  /** Resolves when it can transform. A start that failed may be tried again. */
  ready(): Promise<void>
  /** Rejects only if the transform itself failed; never for what a script says. */
  transform(script: CompileRequest): Promise<Transformed>
}

/** What came of one text. */
export type Transformed =
  | {
      readonly ok: true
      readonly code: string
      readonly map: TransformMap
      readonly warnings: readonly Diagnostic[]
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }

/** What a version 3 source map says, from `code` to the text, which is its only source. */
export interface TransformMap {
  readonly names: readonly string[]
  readonly mappings: string
}
