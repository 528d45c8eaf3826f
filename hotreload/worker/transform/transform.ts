// Transform: the port between the compile service and what turns texts into JavaScript.

import type { Diagnostic } from 'tickswap/hotreload'
import type { CompileRequest } from 'tickswap/hotreload/adapters'

/**
 * Turns texts into ES2022 modules: types and unused imports are removed, JSX becomes calls,
 * statements end with semicolons. Two texts that differ only in format and comments become the same
 * code. The compile service makes that code linkable.
 */
export interface Transform {
  /** Resolves when it can transform. After a failed start it may be called again. */
  ready(): Promise<void>
  /** Rejects only if the transform itself failed, never for an error in a script. */
  transform(script: CompileRequest): Promise<Transformed>
}

/** The result for one text. */
export type Transformed =
  | {
      readonly ok: true
      readonly code: string
      readonly map: TransformMap
      readonly warnings: readonly Diagnostic[]
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }

/** The contents of a version 3 source map from `code` to the text, its only source. */
export interface TransformMap {
  readonly names: readonly string[]
  readonly mappings: string
}
