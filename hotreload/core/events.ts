// Events: what the pipeline tells its listeners, in one typed map.

import type { ListenerFailed } from 'tickswap'
import type { Diagnostic } from './diagnostic.ts'

/** The pipeline's events by name. Payloads are plain data and safe to keep. */
export interface HotReloadEvents extends ListenerFailed {
  /** Texts came in. */
  changed: { readonly ids: readonly string[] }
  /** A text was compiled, with or without success. */
  compiled: { readonly id: string; readonly milliseconds: number; readonly cached: boolean }
  /** Texts did not compile, link, evaluate or publish. What runs goes on. */
  rejected: { readonly ids: readonly string[]; readonly diagnostics: readonly Diagnostic[] }
  /** Texts that change nothing of what runs: another format, a comment, or the same text again. */
  unchanged: { readonly ids: readonly string[] }
  /** New versions went live. */
  published: {
    readonly generation: number
    /** Version numbers by script id. */
    readonly versions: Readonly<Record<string, number>>
    /** From the moment the texts came in. */
    readonly milliseconds: number
  }
  /** The pipeline itself failed, such as a worker that died. The texts may be sent again. */
  failed: { readonly error: unknown }
}
