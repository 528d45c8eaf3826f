// Transform: the port between the compile service and what turns a script's text into CommonJS.

import type { CompileRequest } from 'tickswap/hotreload'

/**
 * Turns texts into CommonJS as esbuild writes it, in its layout and with its helpers: the compile service reads imports
 * and exports from it, and weaves in the loop guard.
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
      /** A version 3 source map as JSON, from `code` to the text. */
      readonly map: string
      readonly warnings: readonly TransformMessage[]
    }
  | {
      readonly ok: false
      readonly errors: readonly TransformMessage[]
      readonly warnings: readonly TransformMessage[]
    }

/** One message about a text. */
export interface TransformMessage {
  /** A stable name, such as `equals-nan`; empty for a syntax error. */
  readonly id: string
  readonly text: string
  readonly location: TransformLocation | null
  readonly notes: readonly { readonly text: string; readonly location: TransformLocation | null }[]
}

/** Where in the text: lines from 1, columns from 0 and lengths in UTF-8 bytes. */
export interface TransformLocation {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly length: number
  readonly lineText: string
  readonly suggestion: string
}
