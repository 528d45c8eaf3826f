// Result: a value, or what prevented it, as data.

import type { Diagnostic } from './diagnostic.ts'

/** What came of something that can fail for reasons that people should read. */
export type Result<Value, Reason = Diagnostic> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly errors: readonly Reason[] }
