// The compile service: one script's text in, a linkable module or diagnostics out. What a compile worker runs.

import {
  type CompileRequest,
  type CompileResult,
  type CompileService,
  type GuardedScripts,
  textHash,
} from 'tickswap/hotreload'
import { isGuarded } from '../guard/is-guarded.ts'
import type { Transform, Transformed } from '../transform/transform.ts'
import { moduleCode } from './module-code.ts'
import { createResultCache } from './result-cache.ts'

export interface CompileServiceOptions {
  /** What turns texts into plain ES modules: `esbuildTransform`. */
  readonly transform: Transform
  /** Which scripts get a loop guard. Default all. */
  readonly loopGuard?: GuardedScripts
  /** The SHA-256 of a text's UTF-8 bytes, in hex. Default `textHash`; what an environment has itself is faster. */
  readonly hash?: (text: string) => string
}

const CACHED = { results: 512, characters: 32_000_000 }
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Compiles scripts in the thread it is called in. Where that thread has frames to draw, call it in a worker instead, or
 * take a compiler that does: `workerCompiler`, `threadCompiler`.
 *
 * Scripts are ES modules in TypeScript or JavaScript. Type-only and unused imports vanish, as they do with
 * `tsc`. Refused with a diagnostic are `import()` and a top-level `await`, since a version must be whole
 * before the frame it goes live in, and `import.meta`, which a script without a URL of its own does not have.
 *
 * `compile` and `warmUp` reject only if the transform fails, such as one whose wasm cannot be loaded; then they may be
 * called again.
 *
 * @example `createCompileService({ transform: esbuildTransform(() => import('esbuild')) })`
 */
export function createCompileService({
  transform,
  loopGuard = true,
  hash: hashOf = textHash,
}: CompileServiceOptions): CompileService {
  const cache = createResultCache(CACHED)
  return {
    warmUp: () => transform.ready(),
    async compile(request) {
      const script = { ...request, text: withoutByteOrderMark(request.text) }
      const hash = hashOf(script.text)
      const key = `${script.id}\n${script.file}\n${hash}`
      const known = cache.get(key)
      if (known) return known.ok ? { ...known, cached: true } : known
      const transformed = await transform.transform(script)
      const result = compileResult(script, hash, transformed, isGuarded(loopGuard, script.id))
      cache.set(key, result)
      return result
    },
  }
}

function compileResult(
  script: CompileRequest,
  hash: string,
  transformed: Transformed,
  withGuard: boolean,
): CompileResult {
  if (!transformed.ok) return transformed
  const { warnings } = transformed
  const made = moduleCode(script, transformed.code, transformed.map, withGuard)
  if (!made.ok) return { ok: false, diagnostics: [...made.problems, ...warnings] }
  const { ok, ...linkable } = made
  return { ok, module: { ...script, hash, ...linkable }, diagnostics: warnings }
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
}
