// The compile service: a script's text in, a linkable module or diagnostics out.

import type { Diagnostic, GuardedScripts } from 'tickswap/hotreload'
import {
  type CompileRequest,
  type CompileResult,
  type CompileService,
  textHash,
  textStart,
} from 'tickswap/hotreload/adapters'
import { isGuarded } from '../guard/is-guarded.ts'
import { overflowProblem } from '../nesting/nesting-problem.ts'
import { textProblem } from '../nesting/text-problem.ts'
import { isStackOverflow } from '../transform/stack-overflow.ts'
import type { Transform, Transformed } from '../transform/transform.ts'
import { moduleCode } from './module-code.ts'
import { createResultCache } from './result-cache.ts'

export interface CompileServiceOptions {
  /** What turns texts into plain ES modules: `esbuildTransform`. */
  readonly transform: Transform
  /** Which scripts get a loop guard. Default all. */
  readonly loopGuard?: GuardedScripts
  /**
   * The SHA-256 of a text's UTF-8 bytes, in hex. Default `textHash`; an environment's native one is
   * faster.
   */
  readonly hash?: (text: string) => string
}

const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Compiles scripts in the thread that calls it. Where that thread draws frames, use it in a worker,
 * or use a compiler that does: `workerCompiler`, `threadCompiler`.
 *
 * Scripts are ES modules in TypeScript or JavaScript. Type-only and unused imports are removed, as
 * `tsc` does. It refuses, with a diagnostic: `import()` and top-level `await`, since a version must
 * be complete before the frame it goes live in, and `import.meta`, since a script has no URL.
 *
 * `compile` and `warmUp` reject only if the transform itself fails, for example because its wasm
 * cannot be loaded. They may be called again.
 *
 * @example `createCompileService({ transform: esbuildTransform(() => import('esbuild')) })`
 */
export function createCompileService({
  transform,
  loopGuard = true,
  hash: hashOf = textHash,
}: CompileServiceOptions): CompileService {
  const cache = createResultCache()
  return {
    warmUp: () => transform.ready(),
    async compile(request) {
      const refusal = textProblem(request)
      if (refusal) return { ok: false, diagnostics: [refusal] }
      const script = { ...request, text: withoutByteOrderMark(request.text) }
      const hash = hashOf(script.text)
      const key = `${script.id}\n${script.file}\n${hash}`
      const known = cache.get(key)
      if (known) return known.ok ? { ...known, cached: true } : known
      const result = await compiled(script, hash)
      cache.set(key, result)
      return result
    },
  }

  async function compiled(script: CompileRequest, hash: string): Promise<CompileResult> {
    try {
      const transformed = await transform.transform(script)
      return compileResult(script, hash, transformed, isGuarded(loopGuard, script.id))
    } catch (error) {
      if (!isStackOverflow(error)) throw error
      return { ok: false, diagnostics: [overflowProblem(script)] }
    }
  }
}

function compileResult(
  script: CompileRequest,
  hash: string,
  transformed: Transformed,
  withGuard: boolean,
): CompileResult {
  if (!transformed.ok) return { ok: false, diagnostics: located(script, transformed.diagnostics) }
  const { warnings } = transformed
  const made = moduleCode(script, transformed.code, transformed.map, withGuard)
  if (!made.ok) return { ok: false, diagnostics: located(script, [...made.problems, ...warnings]) }
  const { ok, ...linkable } = made
  return { ok, module: { ...script, hash, ...linkable }, diagnostics: warnings }
}

/** Parsers leave out the place of what concerns the whole text. */
function located({ file, text }: CompileRequest, diagnostics: readonly Diagnostic[]) {
  return diagnostics.map((one) => ({ location: textStart(file, text), ...one }))
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
}
